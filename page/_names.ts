// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** Common given names of many places, short and easy to read. */
export const GIVEN_NAMES: readonly string[] = (
  "Ada Agnes Aisha Albert Alice Amara Amir Anders Anna Arthur Asha Astrid Beatrice Bela Ben Bianca Bruno " +
  "Carla Cecil Chen Clara Clive Cora Dag Daisy Dario David Delia Diego Doris Edgar Edith Elena Eli Elsie Emil " +
  "Emma Enid Erik Esther Ethel Eva Farid Felix Fiona Flora Frank Freya George Gina Grace Greta Hanna Harold " +
  "Hassan Hazel Hector Helen Hilda Hugo Ida Ines Iris Ivan Ivy Jacob Jana Jasper Joan Joel Jonas Julia June " +
  "Karim Kofi Lars Laura Leila Leo Lily Linus Lucia Lydia Mabel Maja Marco Marta Mavis Maya Miles Mina Mona " +
  "Nadia Nell Nils Nina Nora Olaf Olga Omar Oscar Otto Paula Pearl Pedro Petra Priya Ralph Ravi Rita Rosa Ruth " +
  "Sami Selma Silas Sonia Stella Sven Tara Theo Tomas Uma Vera Victor Viola Walter Wanda Xavier Yusuf Yuki Zoe"
).split(" ");

/** Common surnames of many places. */
export const SURNAMES: readonly string[] = (
  "Abbott Adams Ahmed Allen Andersen Baker Banks Barnes Bauer Bell Bennett Berg Bishop Blake Brandt Brown Burton " +
  "Carter Castro Chan Clark Cole Cooper Costa Cruz Dahl Davies Dean Diaz Dixon Duncan Ellis Evans Farmer Fischer " +
  "Fisher Fleming Flores Ford Foster Fox Garcia Gibson Gill Grant Gray Green Gupta Hall Hansen Harper Hart Hayes " +
  "Hill Holm Hughes Hunt Iqbal Ito Jensen Jones Kaya Kelly Khan Kim King Klein Lane Larsen Lee Lewis Lind Lopez " +
  "Lund Marsh Martin Mason Mendes Meyer Mills Moore Morris Murphy Nagy Nash Novak Okafor Olsen Owens Page Palmer " +
  "Park Parker Patel Pereira Perry Peters Porter Price Quinn Ramos Reed Reyes Rice Rivera Rossi Russell Sato Silva " +
  "Singh Stone Suzuki Tanaka Taylor Turner Vega Vogel Walker Ward Weber West White Wolf Wood Wright Young"
).split(" ");
