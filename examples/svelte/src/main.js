import { mount } from 'svelte';
import SliceView from './slice-view.svelte';

mount(SliceView, { target: document.getElementById('root'), props: { url: 'head.zip' } });
