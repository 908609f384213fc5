package org.pyflinkimage.resolve.uv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.resolve.uv.UvSession.Attempt;
import org.pyflinkimage.resolve.uv.UvSession.Question;
import org.pyflinkimage.system.ProgramRun;
import org.pyflinkimage.system.Scratch;

/**
 * How a question is put to a uv that is shown an interpreter which could build. Whatever a wheel, an index or a lock file names by an
 * address, uv is let build nothing in that run: {@linkplain StandIns wheels} stand for what comes as an sdist. In a run of its own uv then
 * says where the sdists of the chosen ones are; there each is asked for by its name and version, nothing that they or others require is
 * looked at, and so nobody's address is in it.
 *
 * @param asking asks a question, with further options
 * @param askingByName asks one without what settings require or limit beside it
 * @param answer reads what the last run has written
 */
record BuildlessRuns(
        BiFunction<Question, List<String>, ProgramRun> asking,
        Function<Question, ProgramRun> askingByName,
        Supplier<String> answer,
        Scratch scratch) {

    /** Tries to resolve; a release whose sdist nobody has is not offered again. */
    Attempt attempt(Question question, List<String> more) {
        List<JsonNode> offered = question.sdists().releases();
        while (true) {
            StandIns standIns = StandIns.write(offered, scratch);
            ProgramRun run = asking.apply(
                    standIns.question(question, scratch),
                    Stream.concat(more.stream(), standIns.options().stream()).toList());
            if (!run.succeeded()) {
                return new Attempt(Optional.empty(), run);
            }
            String written = answer.get();
            List<JsonNode> chosen = offered.isEmpty() ? List.of() : standIns.in(Toml.parse(written, "pylock.toml"));
            if (chosen.isEmpty()) {
                return new Attempt(Optional.of(UvAnswer.of(written, run)), run);
            }
            Sdists sdists = sdists(chosen, question);
            if (sdists.failure().isPresent()) {
                return new Attempt(Optional.empty(), sdists.failure().get());
            }
            if (chosen.stream().map(StandIns::name).allMatch(sdists.entries()::containsKey)) {
                return new Attempt(Optional.of(UvAnswer.of(sdists.in(written), sdists.told(run))), run);
            }
            offered = offered.stream()
                    .filter(release ->
                            !chosen.contains(release) || sdists.entries().containsKey(StandIns.name(release)))
                    .toList();
        }
    }

    /**
     * What came of the search for sdists.
     *
     * @param entries of a {@code pylock.toml}, by names of packages
     * @param messages what uv said
     * @param failure that of a run which says nothing of what there is
     */
    private record Sdists(Map<String, JsonNode> entries, String messages, Optional<ProgramRun> failure) {

        /** An answer with them in the place of the wheels that stood for them. */
        String in(String written) {
            ObjectNode document = Toml.parse(written, "pylock.toml");
            ArrayNode packages = document.withArray("packages");
            for (int i = 0; i < packages.size(); i++) {
                JsonNode entry = packages.get(i);
                packages.set(i, entries.getOrDefault(StandIns.name(entry), entry));
            }
            return Toml.write(document);
        }

        ProgramRun told(ProgramRun run) {
            return new ProgramRun(run.end(), run.status(), run.output(), run.errors() + "\n" + messages);
        }
    }

    /** All at once; where one is missing, each alone. */
    private Sdists sdists(List<JsonNode> chosen, Question question) {
        ProgramRun run = askingByName.apply(byName(chosen, question));
        if (!run.succeeded() && !new UvReport(run.errors()).has(UvFailure.NO_SOLUTION)) {
            return new Sdists(Map.of(), "", Optional.of(run));
        }
        Map<String, JsonNode> entries = new HashMap<>();
        StringBuilder messages = new StringBuilder();
        if (run.succeeded()) {
            Toml.parse(answer.get(), "pylock.toml").path("packages").forEach(entry -> {
                if (entry.has("sdist")) {
                    entries.put(StandIns.name(entry), entry);
                }
            });
            messages.append(run.errors());
        } else if (chosen.size() > 1) {
            for (JsonNode one : chosen) {
                Sdists found = sdists(List.of(one), question);
                if (found.failure().isPresent()) {
                    return found;
                }
                entries.putAll(found.entries());
                messages.append(found.messages()).append('\n');
            }
        }
        return new Sdists(entries, messages.toString(), Optional.empty());
    }

    /** What asks for releases alone, at the places where the question looks for them. */
    private Question byName(List<JsonNode> chosen, Question question) {
        List<JsonNode> left = new ArrayList<>(chosen);
        List<String> lines = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (Path file : question.requirements()) {
            Optional<IndexPins> pins = IndexPins.in(file);
            if (pins.isEmpty()) {
                places(file).forEach(lines::add);
            } else {
                pins.get()
                        .requiring(left)
                        .ifPresent(project -> files.add(scratch.write(StandIns.copyOf(file, scratch), project)));
                left.removeIf(release -> pins.get().keyByName().containsKey(StandIns.name(release)));
            }
        }
        left.forEach(release -> lines.add(StandIns.requirement(release)));
        files.add(0, scratch.write("sdists.txt", String.join("\n", lines) + "\n"));
        return new Question(files, SdistTable.of(chosen), question.target());
    }

    /** The lines of a file of requirements that say where packages are looked for: all else in it has no hyphens before it. */
    private static List<String> places(Path file) {
        try {
            return Files.readString(file)
                    .lines()
                    .filter(line -> line.startsWith("--"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
