// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { TimerHandle } from "../net/clock.ts";
import type { LobbyHost, OpenTable } from "./_lobby_host.ts";
import { Seats } from "./_lobby_seats.ts";
import { MoveWaiters } from "./_move_waiters.ts";
import { Talk, type TalkLine } from "./_lobby_talk.ts";
import type { Turn } from "./controller.ts";
import type { AnyGameKind } from "./game_kind.ts";
import type { Guest } from "./guest.ts";
import { LobbyError } from "./lobby_error.ts";
import type { LobbySeat } from "./lobby_seat.ts";
import type { SentMove } from "./queue_controller.ts";
import type { Entry } from "./record.ts";
import type { TableManners } from "./store.ts";
import { storedTable } from "./stored_table.ts";
import type { Table } from "./table.ts";
import type { Result } from "./table_options.ts";

export type { TalkLine } from "./_lobby_talk.ts";

/** How far a table has come; `gone` where it was cleared away. */
export type TablePhase = "waiting" | "playing" | "over" | "gone";

/**
 * A table of a {@linkcode Lobby}: first it waits for people, then they play,
 * then they talk about it and maybe play again. What cannot be done is refused
 * with a {@linkcode LobbyError}, and nothing has happened then.
 */
export class LobbyTable {
  /** What it is known by; nobody can guess it. */
  readonly id: string;
  /** The game. */
  readonly kind: AnyGameKind;
  /** What those who started it want. */
  readonly manners: TableManners;
  /** What admits people to a private table; nobody can guess it. */
  readonly invitation: string = crypto.randomUUID();
  readonly #host: LobbyHost;
  readonly #seats: Seats;
  readonly #talk: Talk;
  #phase: TablePhase = "waiting";
  #timer: TimerHandle | undefined;
  #table: Table | undefined;
  #next: LobbyTable | undefined;
  readonly #waiters = new MoveWaiters();
  /** When a move was made last, or the game began. */
  #movedAt = 0;

  /** Made by lobbies only. */
  constructor(host: LobbyHost, options: OpenTable & { id: string }) {
    const { id, kind, manners, seats, robotAfter } = options;
    this.#host = host;
    this.id = id;
    this.kind = kind;
    this.manners = manners;
    const asked = () => host.changed(this);
    this.#seats = new Seats(seats, { kind, host, asked });
    this.#talk = new Talk(host.limits);
    this.#timer = robotAfter > 0
      ? host.clock.setTimer(() => this.#fill(), robotAfter)
      : host.clock.setTimer(() => this.clear(), host.limits.waitTimeout);
  }

  /** How far it has come. */
  get phase(): TablePhase {
    return this.#phase;
  }

  /** Its seats. */
  get seats(): readonly LobbySeat[] {
    return this.#seats.all;
  }

  /** Whether anybody may sit down who comes in. */
  get isOpen(): boolean {
    return this.#phase === "waiting" && !this.manners.isPrivate &&
      this.seats.some((seat) => !seat.guest && !seat.robot && !seat.keptFor);
  }

  /** The game that is played; `undefined` before it begins. */
  get table(): Table | undefined {
    return this.#table;
  }

  /** What was said last, the oldest first. */
  get talk(): readonly TalkLine[] {
    return this.#talk.lines;
  }

  /** Where those who sat here play again. */
  get next(): LobbyTable | undefined {
    return this.#next;
  }

  /**
   * The seat of a guest.
   *
   * @param guest The guest.
   * @returns The number of the player; `undefined` if they have no seat here.
   */
  playerOf(guest: Guest): number | undefined {
    return this.#seats.find(guest)?.player;
  }

  /**
   * Whether somebody may see the table.
   *
   * @param guest Who; `null` for somebody of whom nothing is known.
   * @param invitation What they were given.
   * @returns Whether they may.
   */
  admits(guest: Guest | null, invitation?: string): boolean {
    if (!this.manners.isPrivate || invitation === this.invitation) return true;
    return guest !== null &&
      this.seats.some((seat) => seat.guest === guest || seat.keptFor === guest);
  }

  /**
   * What a guest is asked.
   *
   * @param guest The guest.
   * @returns The question, and how many milliseconds are left to answer, `null`
   * for ever; `undefined` while it is not their turn.
   */
  turnOf(guest: Guest): { turn: Turn; timeLeft: number | null } | undefined {
    const person = this.#seats.find(guest)?.person;
    const turn = person?.turn;
    if (!person || !turn) return undefined;
    return { turn, timeLeft: person.timeLeft(this.#host.limits.moveTimeout) };
  }

  /**
   * Gives a guest a seat, and begins if it was the last that was free.
   *
   * @param guest The guest; one who sits already stays.
   * @param invitation What they were given, for a private table.
   * @throws {LobbyError} If there is none for them.
   */
  sit(guest: Guest, invitation?: string): void {
    if (this.playerOf(guest) !== undefined) return;
    if (!this.admits(guest, invitation)) {
      throw new LobbyError(
        "unknown",
        "Cannot sit down: there is no such table",
      );
    }
    const seat = this.#seats.freeFor(guest);
    if (this.#phase !== "waiting" || seat === undefined) {
      throw new LobbyError("late", "Cannot sit down: all seats are taken");
    }
    this.#host.seat(guest, this.kind);
    seat.guest = guest;
    seat.keptFor = undefined;
    this.#host.changed(this);
    this.beginIfFull();
  }

  /**
   * Lets robots take the seats that are free, and begins.
   *
   * @param guest One who sits there and will not wait.
   * @throws {LobbyError} If they do not sit there.
   */
  fill(guest: Guest): void {
    this.#seats.of(guest);
    if (this.#phase === "waiting") this.#fill();
  }

  /**
   * Makes a move.
   *
   * @param guest Who moves.
   * @param sent The move, and which question it answers.
   * @returns Settles when the move was made and everybody was told.
   * @throws {LobbyError} If they do not sit there, or a robot plays for them.
   * @throws {IllegalMoveError} If it comes too late or is not offered.
   */
  async move(guest: Guest, sent: Required<SentMove>): Promise<void> {
    const { player, person } = this.#seats.of(guest);
    if (!person || this.#phase !== "playing") {
      throw new LobbyError("late", "Cannot move: the moment is over");
    }
    person.send(sent);
    await this.#waiters.wait(player);
  }

  /**
   * Gets up from the table. While it waits the seat is free again; in a game a
   * robot plays on, or the rules say what becomes of one who left.
   *
   * @param guest Who leaves.
   * @throws {LobbyError} If they do not sit there.
   */
  leave(guest: Guest): void {
    const seat = this.#seats.of(guest);
    if (this.#phase === "waiting") {
      seat.guest = undefined;
      this.#host.unseated(guest);
      if (!this.#seats.hasGuest) return this.clear();
    } else if (this.#phase === "playing" && this.#table && !seat.robot) {
      if (this.manners.takesOver) {
        const robot = this.#seats.substituteIn(seat);
        this.#table.reseat(seat.player, robot);
      } else this.#table.leave(seat.player);
    }
    this.#host.changed(this);
  }

  /**
   * Takes a seat back in which a robot plays for the guest.
   *
   * @param guest Whose seat it is.
   * @throws {LobbyError} If they do not sit there.
   */
  comeBack(guest: Guest): void {
    const seat = this.#seats.of(guest);
    if (this.#phase !== "playing" || !this.#table || !seat.robot) return;
    const person = this.#seats.personIn(seat, guest);
    this.#table.reseat(seat.player, person);
    this.#host.changed(this);
  }

  /**
   * Says something to all at the table.
   *
   * @param guest Who speaks.
   * @param text What they say; blanks around it do not count.
   * @throws {LobbyError} If they do not sit there, or it is too much.
   */
  say(guest: Guest, text: string): void {
    const { player } = this.#seats.of(guest);
    const said = this.#talk.check(text);
    this.#host.speak(guest);
    this.#talk.add(guest.name, said);
    if (this.#phase === "playing") this.#table?.talk(player, said);
    this.#host.changed(this);
  }

  /**
   * Plays again with the same people and robots, for whom seats are kept.
   *
   * @param guest Who wants to.
   * @returns The table.
   * @throws {LobbyError} If they did not sit here, or the game goes on still.
   */
  again(guest: Guest): LobbyTable {
    this.#seats.of(guest);
    if (this.#phase !== "over") {
      throw new LobbyError("late", "Cannot play again: the game is not over");
    }
    const next = this.#next?.phase === "waiting"
      ? this.#next
      : this.#host.open({
        kind: this.kind,
        manners: this.manners,
        seats: this.seats.map(({ guest: keptFor, robot }) =>
          keptFor ? { keptFor } : { robot }
        ),
        robotAfter: this.#host.limits.rematchAfter,
      });
    try {
      next.sit(guest);
    } catch (error) {
      // Nobody waits at a table that nobody could sit down at.
      if (next !== this.#next) next.clear();
      throw error;
    }
    this.#next = next;
    this.#host.changed(this);
    return next;
  }

  /** Begins if nobody has to be waited for. @internal */
  beginIfFull(): void {
    if (this.#phase !== "waiting" || this.#seats.hasFree) return;
    this.begin().catch((error) => this.#fail(error));
  }

  /** Begins the game, or goes on with one that was kept. @internal */
  async begin(): Promise<void> {
    this.#phase = "playing";
    this.#movedAt = this.#host.clock.now();
    this.#watchIdle();
    const { clock, limits } = this.#host;
    const { table, play } = await storedTable(
      this.#host.storeTelling((entry) => this.#kept(entry)),
      this.kind,
      this.#seats.all.map((seat) => this.#seats.controllerOf(seat)),
      {
        id: this.id,
        coins: this.seats.map(({ guest }) => guest?.coins ?? limits.coins),
        secretHashes: this.seats.map(({ guest }) => guest?.id ?? null),
        manners: this.manners,
        clock,
        moveTimeout: limits.moveTimeout,
        whenLate: this.manners.takesOver ? "robot" : "leave",
        substitute: (player) => {
          this.#host.changed(this);
          return this.#seats.substituteIn(this.#seats.all[player]!);
        },
      },
    );
    // It may have been cleared away meanwhile.
    if (this.#phase !== "playing") return table.stop();
    this.#table = table;
    for (const { player } of this.seats) {
      table.listen(() => this.#host.changed(this), player);
    }
    this.#host.changed(this);
    const before = table.record.coins;
    play().then(
      (result) => this.#finish(result, before),
      (error) => this.#fail(error),
    );
  }

  /** Tells those whose moves were made that everybody knows. @internal */
  told(): void {
    this.#waiters.told(this.#phase !== "playing");
  }

  /** Takes note that a guest has another name or other coins. @internal */
  keepSeat(guest: Guest): void {
    const seat = this.#seats.find(guest);
    if (seat === undefined) return;
    const { id: secretHash, name, coins } = guest;
    const { player } = seat;
    // What is not a game yet is not kept either.
    if (this.#table) {
      this.#host.keepSeat(this.id, { player, secretHash, name, coins });
    }
    this.#host.changed(this);
  }

  /** Clears the table away. @internal */
  clear(): void {
    if (this.#phase === "gone") return;
    this.#phase = "gone";
    this.#stopTimer();
    this.#table?.stop();
    this.#host.changed(this);
    this.#host.removed(this);
  }

  #fill(): void {
    this.#seats.fill();
    this.#host.changed(this);
    this.beginIfFull();
  }

  #kept(entry: Entry): void {
    this.#waiters.moved(entry.player);
    this.#movedAt = this.#host.clock.now();
    this.#host.changed(this);
  }

  #finish(result: Result, before: readonly number[]): void {
    if (this.#phase !== "playing") return;
    for (const { guest, player } of this.seats) {
      if (!guest) continue;
      this.#host.pay(guest, result.coins[player]! - before[player]!);
    }
    this.#close();
    this.#host.finished(this, result);
  }

  /** Ends a game that cannot go on: nobody loses anything. */
  #fail(error: unknown): void {
    if (this.#phase !== "playing") return;
    this.#table?.stop();
    this.#close();
    this.#host.failed(this, error);
  }

  /** Ends a game in which nobody has moved for too long. */
  #watchIdle(): void {
    this.#stopTimer();
    const { clock, limits: { idleTimeout } } = this.#host;
    if (idleTimeout === 0) return;
    const left = this.#movedAt + idleTimeout - clock.now();
    const next = left > 0 ? left : idleTimeout;
    this.#timer = clock.setTimer(() => this.#watchIdle(), next);
    if (left > 0 || !this.#table) return;
    for (const player of this.#table.waitingFor) this.#table.leave(player);
  }

  #close(): void {
    const { clock, limits } = this.#host;
    this.#stopTimer();
    this.#phase = "over";
    this.#timer = clock.setTimer(() => this.clear(), limits.keepOver);
    this.#host.changed(this);
  }

  #stopTimer(): void {
    if (this.#timer !== undefined) this.#host.clock.clearTimer(this.#timer);
    this.#timer = undefined;
  }
}
