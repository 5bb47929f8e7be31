// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { LobbyHost } from "./_lobby_host.ts";
import { paced } from "./_paced.ts";
import { Person } from "./_person.ts";
import type { Controller } from "./controller.ts";
import type { AnyGameKind, RobotStyle } from "./game_kind.ts";
import type { Guest } from "./guest.ts";
import { LobbyError } from "./lobby_error.ts";
import type { LobbySeat, SeatWish } from "./lobby_seat.ts";
import { Random, randomSeed } from "./random.ts";
import { robot, ROBOT_NAMES, ROBOTS } from "./robot.ts";
import type { StoredSeat } from "./store.ts";

/** A seat that can be taken and given away. */
export class Seat implements LobbySeat {
  readonly player: number;
  guest: Guest | undefined;
  robot: RobotStyle | undefined;
  keptFor: Guest | undefined;
  /** The guest as one who makes moves; `undefined` while a robot does. */
  person: Person | undefined;

  constructor(player: number, wish: SeatWish) {
    this.player = player;
    this.guest = wish.guest;
    this.robot = wish.robot;
    this.keptFor = wish.keptFor;
  }

  get isFree(): boolean {
    return this.guest === undefined && this.robot === undefined;
  }
}

/** The seats of one table, and who moves in them. */
export class Seats {
  readonly all: readonly Seat[];
  readonly #kind: AnyGameKind;
  readonly #host: LobbyHost;
  /** Called when somebody in them is asked to move. */
  readonly #asked: () => void;

  constructor(
    wishes: readonly SeatWish[],
    options: { kind: AnyGameKind; host: LobbyHost; asked: () => void },
  ) {
    this.all = wishes.map((wish, player) => new Seat(player, wish));
    this.#kind = options.kind;
    this.#host = options.host;
    this.#asked = options.asked;
  }

  get hasGuest(): boolean {
    return this.all.some(({ guest }) => guest);
  }

  get hasFree(): boolean {
    return this.all.some(({ isFree }) => isFree);
  }

  find(guest: Guest): Seat | undefined {
    return this.all.find((seat) => seat.guest === guest);
  }

  of(guest: Guest): Seat {
    const seat = this.find(guest);
    if (seat) return seat;
    throw new LobbyError("not-seated", "Cannot do this: you do not sit here");
  }

  /** The seat that a guest may take; one that is kept for them before others. */
  freeFor(guest: Guest): Seat | undefined {
    return this.all.find(({ keptFor }) => keptFor === guest) ??
      this.all.find(({ isFree, keptFor }) => isFree && !keptFor);
  }

  /** Puts robots where nobody sits. */
  fill(): void {
    for (const seat of this.all) {
      if (!seat.isFree) continue;
      seat.robot = this.#host.nextRobot();
      seat.keptFor = undefined;
    }
  }

  /** Whoever moves in a seat. */
  controllerOf(seat: Seat): Controller {
    return seat.guest
      ? this.personIn(seat, seat.guest)
      : this.robotIn(seat, seat.robot!);
  }

  /** The guest of a seat, to move there. */
  personIn(seat: Seat, guest: Guest): Person {
    const { clock } = this.#host;
    seat.robot = undefined;
    seat.person = new Person(guest, {
      now: () => clock.now(),
      asked: this.#asked,
    });
    return seat.person;
  }

  /** A robot, to move in a seat, maybe for its guest. */
  robotIn(seat: Seat, style: RobotStyle): Controller {
    const { clock, limits } = this.#host;
    seat.robot = style;
    seat.person = undefined;
    return paced(robot(style, this.#kind), {
      clock,
      pause: limits.robotPause,
      name: () =>
        seat.guest ? `${seat.guest.name}'s robot` : ROBOT_NAMES[style],
    });
  }

  /** The robot that plays on for one who left or ran out of time. */
  substituteIn(seat: Seat): Controller {
    return this.robotIn(seat, this.#host.limits.substitute);
  }
}

/** The seats of a game that was kept. */
export function seatsFrom(
  stored: readonly StoredSeat[],
  guestOf: (seat: StoredSeat & { secretHash: string }) => Guest,
): SeatWish[] {
  const styles = Object.entries(ROBOT_NAMES) as [RobotStyle, string][];
  return stored.map((seat) => {
    const { secretHash } = seat;
    if (secretHash !== null) return { guest: guestOf({ ...seat, secretHash }) };
    const style = styles.find(([, name]) => name === seat.name)?.[0];
    return { robot: style ?? "ralph" };
  });
}

/** Chooses robots by chance. */
export function anyRobot(): () => RobotStyle {
  const random = new Random(randomSeed());
  return () => ROBOTS[random.integer(0, ROBOTS.length - 1)]!;
}
