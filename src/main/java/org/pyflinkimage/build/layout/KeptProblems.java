package org.pyflinkimage.build.layout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.ProblemLine;
import org.pyflinkimage.value.Sealed;
import org.pyflinkimage.value.Sha256;

/** What was found in files, kept for images that have the same: an image of which only the job is another one has the same jars. */
public final class KeptProblems {

    /** The first line, so that nothing at all is no answer. */
    private static final String FORM = "problems";

    private final ArtifactStore store;
    private final Optional<Sha256> code;

    /**
     * What a store keeps.
     *
     * @param code what tells one build of this plugin from another, which may find something else; where it is not known, nothing is kept
     */
    public KeptProblems(ArtifactStore store, Optional<Sha256> code) {
        this.store = store;
        this.code = code;
    }

    /**
     * What was found before, or is found now.
     *
     * @param shape differs wherever that would
     * @param passing whether what was found now is less than there is to find
     */
    List<Problem> of(List<String> shape, Supplier<List<Problem>> finding, BooleanSupplier passing) {
        return code.map(plugin -> kept(keyOf(plugin, shape), finding, passing)).orElseGet(finding);
    }

    private static String keyOf(Sha256 plugin, List<String> shape) {
        String parts = shape.stream().map(part -> part.length() + " " + part).collect(Collectors.joining());
        return JarReadings.FORM + Sha256.of("problems " + plugin.hex() + parts).hex();
    }

    private List<Problem> kept(String key, Supplier<List<Problem>> finding, BooleanSupplier passing) {
        Optional<Path> known = store.findDerived(JarReadings.KIND, key);
        if (known.isPresent()) {
            return read(known.get());
        }
        List<Problem> found = finding.get();
        if (passing.getAsBoolean()) {
            return found;
        }
        String lines = Stream.concat(Stream.of(FORM), found.stream().map(ProblemLine::write))
                .collect(Collectors.joining("\n"));
        store.derived(
                JarReadings.KIND,
                key,
                target -> Files.write(target, Sealed.seal(key, lines.getBytes(StandardCharsets.UTF_8))));
        return found;
    }

    private static List<Problem> read(Path kept) {
        try {
            List<String> lines = new String(Sealed.read(kept), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            if (lines.isEmpty() || !lines.get(0).equals(FORM)) {
                throw new IOException("no list of problems");
            }
            List<Problem> problems = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                problems.add(ProblemLine.parse(line));
            }
            return List.copyOf(problems);
        } catch (IOException e) {
            throw DamagedFile.by(kept, e);
        }
    }
}
