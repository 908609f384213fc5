package org.pyflinkimage.build;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.pyflinkimage.build.validation.FittingImages;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.KeptAnswers;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/** Images that this build of the plugin has found fit, as the store keeps them: most builds judge what the one before has judged. */
public final class KeptVerdicts implements FittingImages {

    private static final String KIND = "verdict";

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
    public Optional<List<String>> notes(Sha256 judged) {
        return question(judged)
                .flatMap(answers::find)
                .map(notes -> new String(notes, StandardCharsets.UTF_8).lines().toList());
    }

    @Override
    public void keep(Sha256 judged, List<String> notes) {
        try {
            question(judged)
                    .ifPresent(question ->
                            answers.keep(question, String.join("\n", notes).getBytes(StandardCharsets.UTF_8)));
        } catch (PyFlinkException e) {
            if (e.isInterruption()) {
                throw e;
            }
            log.detail("The verdict is not remembered: " + e.getMessage());
        }
    }

    private Optional<String> question(Sha256 judged) {
        return ownCode.get().map(code -> code.hex() + " " + judged.hex());
    }
}
