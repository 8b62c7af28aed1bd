package dev.leat.cli;

import dev.leat.mapping.review.Dialogue;
import dev.leat.mapping.review.Review;
import dev.leat.run.Leat;
import dev.leat.run.Size;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat map review}. */
@Command(name = "review", description = "Field by field what a mapping does to your rows, to accept, edit or reject; by lines from the keyboard or a pipe, "
    + "? helps. Can be left and taken up again at any time. It never approves.",
    footerHeading = "%nExample:%n", footer = "  leat map review \"User Profile Sync\"")
final class MapReview implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "PIPELINE", description = "By name.")
    private String name;

    @Option(names = "--by", paramLabel = "WHO", description = "Who decides; the user of this machine when absent.")
    private Optional<String> by = Optional.empty();

    @Option(names = "--rows", paramLabel = "N", defaultValue = "1000", description = "Look at so many rows of each side, at most; ${DEFAULT-VALUE} when absent.")
    private int rows;

    MapReview(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        try (Workplace place = Workplace.open(invocation)) {
            Leat leat = place.leat();
            place.serving(Look.systems(leat, name));
            place.engine(Size.SMALL); // a front has no room for the rows of wide entities
            Terminal terminal = invocation.terminal();
            Review review = Look.at(leat, name, rows, terminal);
            Consumer<String> out = invocation.json() ? terminal::note : terminal::line;
            new Dialogue(review, by.orElse(System.getProperty("user.name")), new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), out, terminal.width()).run();
            invocation.answer(MapShow.document(review), none -> { });
            return 0;
        }
    }
}
