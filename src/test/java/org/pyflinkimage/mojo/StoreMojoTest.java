package org.pyflinkimage.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.mojo.console.RecordingLog;

/** The goal for the store, as Maven runs it without a project. */
@MojoTest
class StoreMojoTest {

    @TempDir
    private Path folder;

    private final RecordingLog log = new RecordingLog();

    private void execute(StoreMojo mojo, String... properties) throws Exception {
        mojo.setLog(log);
        mojo.session.getUserProperties().setProperty("pyflink.store", folder.toString());
        for (String property : properties) {
            String[] parts = property.split("=", 2);
            mojo.session.getUserProperties().setProperty(parts[0], parts.length < 2 ? "" : parts[1]);
        }
        mojo.execute();
    }

    private void keep(String key) {
        new FileArtifactStore(folder).derived("image-of-day", key, file -> Files.writeString(file, key));
    }

    @Test
    @InjectMojo(goal = "store")
    void tellsWhatIsKept(StoreMojo mojo) throws Exception {
        keep("one");

        execute(mojo);

        assertThat(log.lines.get(0)).isEqualTo("[INFO] %s keeps 0.0 MB (limit: 10 GB)".formatted(folder));
        assertThat(log.lines).anyMatch(line -> line.contains("derived/image-of-day"));
    }

    @Test
    @InjectMojo(goal = "store")
    void emptiesWhereThatIsAskedFor(StoreMojo mojo) throws Exception {
        keep("one");

        execute(mojo, "pyflink.storeEmpty");

        assertThat(new FileArtifactStore(folder).contents()).isEmpty();
    }

    @Test
    @InjectMojo(goal = "store")
    void prunesToTheLimitOfTheCommandLine(StoreMojo mojo) throws Exception {
        keep("one");

        execute(mojo, "pyflink.storePrune=true", "pyflink.storeLimit=0 MB");

        assertThat(new FileArtifactStore(folder).contents()).isEmpty();
        assertThat(log.lines).last().asString().endsWith("keeps 0.0 MB (limit: 0 MB)");
    }

    @Test
    @InjectMojo(goal = "store")
    void verifiesAndTellsWhatIsDamaged(StoreMojo mojo) throws Exception {
        keep("one");

        execute(mojo, "pyflink.storeVerify=true");

        assertThat(log.lines).anyMatch(line -> line.startsWith("[WARNING] [PYF-545] `" + folder));
        assertThat(new FileArtifactStore(folder).contents()).isEmpty();
    }

    @Test
    @InjectMojo(goal = "store")
    void mistakesAreToldTogetherAndNothingIsDone(StoreMojo mojo) {
        keep("one");

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(() -> execute(
                        mojo,
                        "pyflink.storeEmpty",
                        "pyflink.storePrune=yes",
                        "pyflink.storeLimit=much",
                        "pyflink.storeEmtpy=true"))
                .withMessageContainingAll(
                        "[PYF-061] `yes` in `<storePrune>`",
                        "[PYF-544] `much` in `<storeLimit>` (-Dpyflink.storeLimit) is no size",
                        "`pyflink.storeEmtpy`",
                        "pyflink.storeEmpty");
        assertThat(new FileArtifactStore(folder).contents()).hasSize(1);
    }

    @Test
    @InjectMojo(goal = "store")
    void isSkippedLikeAllOthers(StoreMojo mojo) throws Exception {
        execute(mojo, "pyflink.skip");

        assertThat(log.lines).isEqualTo(List.of("[INFO] Skipped: `pyflink.skip` is set"));
    }

    @Test
    @InjectMojo(goal = "image")
    void limitThatIsNoneIsToldByBuildsToo(ImageMojo mojo) {
        mojo.session.getUserProperties().setProperty("pyflink.storeLimit", "much");

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageContaining("[PYF-544]");
    }
}
