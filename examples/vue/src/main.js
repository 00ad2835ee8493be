import { createApp } from 'vue';
import SliceView from './slice-view.vue';

createApp(SliceView, { url: 'head.zip' }).mount('#root');
