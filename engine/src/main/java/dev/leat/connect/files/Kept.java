package dev.leat.connect.files;

import dev.leat.connect.Passed;
import dev.leat.connect.Range;
import dev.leat.connect.Retained;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which of the files that were read are still there, by what they were read with. Rows do not tell their file, so files that were read together are one place, as they were committed. */
final class Kept {
    private static final int PLACES = 64;
    private static final int SHOWN = 3;

    private final String where;
    private final Map<String, DataFile> now = new HashMap<>();
    private final Passed passed;

    Kept(String where, List<DataFile> now, Passed passed) {
        this.where = where;
        now.forEach(file -> this.now.put(file.name(), file));
        this.passed = passed;
    }

    /** Ranges that follow each other, all of whose files are there. */
    private record Block(long first, long last, List<DataFile> files) {
        Block with(long number, List<DataFile> more) {
            List<DataFile> all = new ArrayList<>(files);
            all.addAll(more);
            return new Block(first, number, all);
        }
    }

    Retained retained() {
        long most = Math.max(1, (passed.last() - passed.first() + PLACES) / PLACES);
        List<Retained.Place> places = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        Block block = new Block(passed.first(), passed.first() - 1, List.of());
        for (long number = passed.first(); number <= passed.last(); number++) {
            List<String> names = names(number);
            boolean whole = now.keySet().containsAll(names);
            names.stream().filter(name -> !now.containsKey(name)).forEach(gone::add);
            if (!whole || number - block.first() >= most) {
                places.addAll(place(block));
                block = new Block(whole ? number : number + 1, number, List.of());
            }
            block = whole ? block.with(number, names.stream().map(now::get).toList()) : block;
        }
        places.addAll(place(block));
        return new Retained(places, gone.isEmpty() ? List.of() : List.of(gone.size() + (gone.size() == 1 ? " file is" : " files are") + " gone since (" + shown(gone) + "), and what was read together with "
            + (gone.size() == 1 ? "it" : "them") + " is not compared"));
    }

    private List<String> names(long number) {
        List<String> names = new ArrayList<>();
        Progress.of(where, Optional.ofNullable(passed.at(number).bounds()).filter(bounds -> bounds.isObject())).tree().path("files").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private List<Retained.Place> place(Block block) {
        if (block.files().isEmpty()) {
            return List.of();
        }
        Progress bounds = Progress.of(where, block.files());
        String name = (block.first() == block.last() ? "commit " + block.first() : "commits " + block.first() + " to " + block.last()) + " of " + shown(block.files().stream().map(DataFile::name).toList());
        return List.of(new Retained.Place(name, new Range(bounds.tree(), bounds.tree(), Optional.empty(), -1), block.first(), block.last(), Optional.empty(), Optional.empty(), true));
    }

    private static String shown(List<String> names) {
        return names.stream().limit(SHOWN).collect(Collectors.joining(", ")) + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
    }
}
