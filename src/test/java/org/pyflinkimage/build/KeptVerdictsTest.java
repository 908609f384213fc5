package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.build.validation.FittingImages;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sealed;
import org.pyflinkimage.value.Sha256;

class KeptVerdictsTest {

    private static final Optional<Sha256> CODE = Optional.of(Sha256.of("this code"));
    private static final Sha256 IMAGES = Sha256.of("images");
    private static final FittingImages.Told NOTES = new FittingImages.Told(
            List.of("nobody has recorded a run", "a rule is off"),
            List.of(
                    Problem.declaration("PYF-118", "an old release")
                            .withSeverity(Problem.Severity.NOTE)
                            .why("its line is at its end, \\ and so on")
                            .remedy("a newer one"),
                    Problem.declaration("PYF-207", "an address").withSeverity(Problem.Severity.WARNING)));
    private static final FittingImages.Told NOTHING = new FittingImages.Told(List.of(), List.of());

    @TempDir
    private Path folder;

    private final KeptLog log = new KeptLog();

    @Test
    void whatFitsIsKnownToLaterBuilds() {
        verdicts(CODE).keep(IMAGES, NOTES);

        assertThat(verdicts(CODE).find(IMAGES)).contains(NOTES);
        assertThat(verdicts(CODE).find(Sha256.of("other images"))).isEmpty();
    }

    @Test
    void nothingToTellIsAnAnswerToo() {
        verdicts(CODE).keep(IMAGES, NOTHING);

        assertThat(verdicts(CODE).find(IMAGES)).contains(NOTHING);
    }

    @Test
    void otherCodeMayJudgeOtherwise() {
        verdicts(CODE).keep(IMAGES, NOTES);

        assertThat(verdicts(Optional.of(Sha256.of("other code"))).find(IMAGES)).isEmpty();
    }

    @Test
    void codeThatIsBeingWorkedOnKeepsNothing() {
        verdicts(Optional.empty()).keep(IMAGES, NOTES);

        assertThat(folder.resolve("store/derived")).doesNotExist();
        assertThat(verdicts(Optional.empty()).find(IMAGES)).isEmpty();
    }

    @Test
    void damagedVerdictIsNoneAndGivesWay() throws IOException {
        verdicts(CODE).keep(IMAGES, NOTES);
        try (Stream<Path> files = Files.list(folder.resolve("store/derived/verdict"))) {
            Files.writeString(files.findFirst().orElseThrow(), "");
        }
        assertThat(verdicts(CODE).find(IMAGES)).isEmpty();

        verdicts(CODE).keep(IMAGES, NOTES);
        assertThat(verdicts(CODE).find(IMAGES)).contains(NOTES);
    }

    /** Sealed as verdicts are, by whoever may write to the store, or by another form of this class. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "-a note",
                "notes and problems\n\n-a note",
                "notes and problems\na note",
                "notes and problems\n!",
                "notes and problems\n!PYF-118",
                "notes and problems\n!PYF-118\tNOTE\tDECLARATION\twhat\t2147483647\ta",
                "notes and problems\n!PYF-118\tNOTE\tDECLARATION\twhat\t0\t0\t0\tmore",
                "notes and problems\n!PYF-118\tNO\tDECLARATION\twhat\t0\t0\t0",
                "notes and problems\r!\u0000"
            })
    void whatIsNoVerdictIsJudgedAnew(String text) throws IOException {
        verdicts(CODE).keep(IMAGES, NOTES);
        try (Stream<Path> files = Files.list(folder.resolve("store/derived/verdict"))) {
            Path file = files.findFirst().orElseThrow();
            Files.write(file, Sealed.seal(String.valueOf(file.getFileName()), text.getBytes(StandardCharsets.UTF_8)));
        }

        assertThat(verdicts(CODE).find(IMAGES)).isEmpty();
        verdicts(CODE).keep(IMAGES, NOTES);
        assertThat(verdicts(CODE).find(IMAGES)).contains(NOTES);
    }

    @Test
    void storeThatTakesNothingIsNoReasonToFail() throws IOException {
        Files.writeString(folder.resolve("store"), "no folder");

        assertThat(verdicts(CODE).find(IMAGES)).isEmpty();
        verdicts(CODE).keep(IMAGES, NOTES);

        assertThat(log.details).singleElement().asString().startsWith("The verdict is not remembered: [PYF-5");
    }

    private KeptVerdicts verdicts(Optional<Sha256> code) {
        return new KeptVerdicts(new FileArtifactStore(folder.resolve("store")), () -> code, log);
    }
}
