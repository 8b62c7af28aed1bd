package dev.leat.mapping.propose;

import java.util.List;
import java.util.stream.Stream;

/** One way to come nearer to a target field. Rules know general things of data, and nothing of particular data sets; {@link Search} combines them. */
sealed interface Rule permits Arithmetic, ArrayValues, CalendarTexts, Casts, Coalesced, Codes, DateParts, Dates, Defaults, Durations, Epochs, ExampleCodes, ExampleNumbers, ExampleTexts, Groups, JoinedKeys, JoinedNames,
    JoinedPlaces, JoinedTimes, JsonText, Letters, Measured, NameForms, NamedParts, Numbers, Parts, Rescaled, SetFlags, Signed, UnitColumns, Units, Voids, Zones {

    List<Rule> ALL = List.of(new Casts(), new Dates(), new CalendarTexts(), new Voids(), new Zones(), new Signed(), new SetFlags(), new Groups(), new JoinedKeys(), new NameForms(), new NamedParts(), new Durations(), new UnitColumns(), new Defaults(), new Epochs(), new DateParts(), new JoinedTimes(), new Numbers(), new Units(), new Rescaled(), new Measured(),
        new Arithmetic(), new Codes(), new Letters(), new JoinedNames(), new JoinedPlaces(), new Parts(), new JsonText(), new ArrayValues(), new Coalesced(),
        new ExampleCodes(), new ExampleNumbers(), new ExampleTexts());

    /** What to try next. Empty where the rule has nothing to say, which is the usual case. */
    Stream<Idea> ideas(Draft draft, Goal goal, Scene scene);
}
