package org.pyflinkimage.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.build.validation.FittingImages;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.KeptAnswers;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.ProblemLine;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/** Images that this build of the plugin has found fit, as the store keeps them: most builds judge what the one before has judged. */
public final class KeptVerdicts implements FittingImages {

    private static final String KIND = "verdict";

    /** The first line, so that nothing at all is no answer. */
    private static final String FORM = "notes and problems";

    private static final String NOTE = "-";
    private static final String PROBLEM = "!";

    private final KeptAnswers answers;
    private final Supplier<Optional<Sha256>> ownCode;
    private final BuildLog log;

    /** @param ownCode what tells one build of this plugin from another; where it is empty nothing is known, and nothing kept */
    KeptVerdicts(ArtifactStore store, Supplier<Optional<Sha256>> ownCode, BuildLog log) {
        this.answers = new KeptAnswers(store, KIND);
        this.ownCode = ownCode;
        this.log = log;
    }

    /** Those in the store that a build has. */
    public static KeptVerdicts in(Surroundings surroundings) {
        return new KeptVerdicts(surroundings.store(), OwnCode::sum, surroundings.log());
    }

    @Override
    public Optional<Told> find(Sha256 judged) {
        return question(judged).flatMap(answers::find).flatMap(KeptVerdicts::read);
    }

    @Override
    public void keep(Sha256 judged, Told told) {
        try {
            question(judged)
                    .ifPresent(question -> answers.keep(question, written(told).getBytes(StandardCharsets.UTF_8)));
        } catch (PyFlinkException e) {
            if (e.isInterruption()) {
                throw e;
            }
            log.detail("The verdict is not remembered: " + e.getMessage());
        }
    }

    private static String written(Told told) {
        return Stream.of(
                        Stream.of(FORM),
                        told.notes().stream().map(note -> NOTE + note),
                        told.problems().stream().map(problem -> PROBLEM + ProblemLine.write(problem)))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    /** Empty where it is no verdict: whoever wrote it, the images are judged anew then. */
    private static Optional<Told> read(byte[] text) {
        List<String> lines = new String(text, StandardCharsets.UTF_8).lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(FORM)) {
            return Optional.empty();
        }
        List<String> notes = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        try {
            for (String line : lines.subList(1, lines.size())) {
                if (line.startsWith(NOTE)) {
                    notes.add(line.substring(NOTE.length()));
                } else if (line.startsWith(PROBLEM)) {
                    problems.add(ProblemLine.parse(line.substring(PROBLEM.length())));
                } else {
                    return Optional.empty();
                }
            }
            return Optional.of(new Told(notes, problems));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<String> question(Sha256 judged) {
        return ownCode.get().map(code -> code.hex() + " " + judged.hex());
    }
}
