// DOM events of a picture -> the reducer of `view/input`, and what it asks for -> the view, or whoever owns the picture.
import { applyCommand } from '../view/input/apply-command.ts';
import {
  type Command,
  type CrosshairCommand,
  type HostCommand,
  isEditCommand,
  isSelectCommand,
  isViewCommand,
  type Point,
  type ViewCommand,
} from '../view/input/command.ts';
import { type Grip, type InputEvent, keyInput, pointerInput, wheelInput } from '../view/input/input-event.ts';
import { NO_INPUT } from '../view/input/input-state.ts';
import { nextInput } from '../view/input/next-input.ts';
import type { Scene } from '../view/input/scene.ts';
import type { Tool } from '../view/input/tool.ts';
import { stepsOf } from '../view/steps.ts';
import type { View } from '../view/view.ts';
import type { ViewState } from '../view/view-state.ts';
import type { Measuring } from './measuring.ts';
import type { Pane } from './pane.ts';

/** What is no single view's business, nor of what is measured. */
export type OtherCommand = CrosshairCommand | Exclude<HostCommand, { kind: 'hover' | 'cursor' }>;

export interface InputHost {
  tool(): Tool;
  /** What a reset of a pane goes back to. */
  first(pane: Pane): ViewState;
  /** What lies under the pointer of a press, within `reach` px. */
  gripAt(pane: Pane, at: Point, reach: number): Grip | null;
  readonly measuring: Measuring;
  /** Told of a view's command before it is carried out. */
  before?(pane: Pane, command: ViewCommand): void;
  command(pane: Pane, command: OtherCommand): void;
}

/** px within which a press has hold of something. */
const MOUSE = 9;
const FINGER = 20;

const POINTER = ['pointerdown', 'pointermove', 'pointerup', 'pointercancel', 'lostpointercapture'] as const;

/** Listens to one pane's picture, and nowhere else. */
export class PaneInput {
  readonly #pane: Pane;
  readonly #host: InputHost;
  #input = NO_INPUT;
  #frame = 0;
  /** A finger or pen has just gone up: that it leaves the picture, too, is not meant. */
  #lifted = false;

  constructor(pane: Pane, host: InputHost) {
    this.#pane = pane;
    this.#host = host;
  }

  /** Until the signal aborts. @returns what ends that which goes on by itself */
  listen(signal: AbortSignal): () => void {
    const { picture } = this.#pane;
    for (const type of POINTER) picture.addEventListener(type, (event) => this.#pointer(event), { signal });
    picture.addEventListener('pointerleave', () => this.#lifted || this.#take({ type: 'leave' }), { signal });
    picture.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
    picture.addEventListener('wheel', (event) => this.#handle(event, wheelInput(event, this.#at(event))), {
      passive: false,
      signal,
    });
    for (const type of ['keydown', 'keyup'] as const)
      picture.addEventListener(
        type,
        (event) => {
          // What is slotted over a picture has keys of its own.
          if (event.target === picture && !event.defaultPrevented) this.#handle(event, keyInput(event));
        },
        { signal },
      );
    picture.addEventListener('blur', () => this.#take({ type: 'blur' }), { signal });
    return () => this.#stop();
  }

  #pointer(event: PointerEvent): void {
    const { picture, view } = this.#pane;
    const down = event.type === 'pointerdown';
    // What is slotted over a picture has presses of its own.
    if (!view || (down && event.target !== picture && event.target !== view.canvas)) return;
    const at = this.#at(event);
    this.#follow(event, at);
    if (down) picture.focus({ preventScroll: true });
    this.#handle(event, pointerInput(event, at, down ? this.#grip(event, at) : null));
    // A script's event has no pointer to capture.
    if (down && event.isTrusted) picture.setPointerCapture(event.pointerId);
  }

  /** What has shown a value goes on while it drags; a finger's is of where it tapped. */
  #follow({ type, pointerType, buttons }: PointerEvent, at: Point): void {
    const up = type === 'pointerup' || (type === 'lostpointercapture' && this.#lifted);
    this.#lifted = up && pointerType !== 'mouse';
    if (pointerType === 'touch') {
      if (type === 'pointerdown') this.#pane.hover(null);
    } else if (type === 'pointermove' && buttons !== 0) this.#pane.hover(at);
  }

  #grip({ button, pointerType }: PointerEvent, at: Point): Grip | null {
    return button === 0 ? this.#host.gripAt(this.#pane, at, pointerType === 'touch' ? FINGER : MOUSE) : null;
  }

  #at(event: MouseEvent): Point {
    const box = this.#pane.picture.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  #handle(event: Event, input: InputEvent): void {
    if (this.#take(input)) event.preventDefault();
  }

  /** @returns whether the event meant something */
  #take(event: InputEvent): boolean {
    const { view } = this.#pane;
    if (!view) return false;
    const { input, commands, handled } = nextInput(this.#input, event, this.#scene(view));
    this.#input = input;
    for (const command of commands) this.#run(command);
    this.#tickSoon();
    return handled;
  }

  #scene(view: View): Scene {
    const { volume, volumes, state, canvas } = view;
    return {
      tool: this.#host.tool(),
      width: canvas.clientWidth,
      height: canvas.clientHeight,
      steps: stepsOf(volume, state),
      times: { index: state.time, count: volumes.length },
      edits: this.#host.measuring.edits(view),
      measuring: this.#host.measuring.scene(view),
    };
  }

  #run(command: Command): void {
    const pane = this.#pane;
    const { view } = pane;
    // A listener of the command before may have taken the view away.
    if (!view) return;
    if (isViewCommand(command)) this.#change(view, command);
    else if (command.kind === 'hover') pane.hover(command.at);
    else if (command.kind === 'cursor') pane.cursor(command.at);
    else if (isSelectCommand(command)) this.#host.measuring.select(view, command);
    else if (command.kind === 'measure') this.#host.measuring.command(view, command);
    else if (isEditCommand(command)) this.#host.measuring.edit(command);
    else this.#host.command(pane, command);
  }

  #change(view: View, command: ViewCommand): void {
    const pane = this.#pane;
    this.#host.before?.(pane, command);
    const { clientWidth: width, clientHeight: height } = view.canvas;
    const place = { width, height, first: this.#host.first(pane), times: view.volumes.length };
    pane.set(applyCommand(view.volume, view.state, command, place));
  }

  /** Frames are asked for only while a cine plays. */
  #tickSoon(): void {
    if (!this.#input.cine || this.#frame) return;
    this.#frame = requestAnimationFrame((time) => {
      this.#frame = 0;
      this.#take({ type: 'tick', time });
    });
  }

  /** Lets everything go: nothing is down, no cine plays. */
  #stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#input = NO_INPUT;
  }
}
