package org.pyflinkimage.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.value.Problem;

class InnerLinksTest extends JobFixture {

    @BeforeEach
    void job() throws IOException {
        files("job.py", "data/a.csv", "lib/deep/b.py", "env/pyvenv.cfg", "env/secret");
        Files.writeString(above.resolve("id_rsa"), "not-to-be-shown");
        Files.createDirectories(above.resolve("other"));
    }

    @ParameterizedTest
    @CsvSource({
        "again.py, job.py, job.py",
        "lib/again.py, ../job.py, ../job.py",
        "lib/data, ../data, ../data",
        "current, lib/deep, lib/deep",
        "current, lib/deep/../deep, lib/deep",
        "out-and-in, ../job/data/a.csv, data/a.csv",
        "round, ., .",
        "lib/up, .., ..",
        "lib/here, ., .",
    })
    void linkInsideStaysALink(String path, String written, String target) throws IOException {
        link(path, written);

        ChosenFiles chosen = chosen();

        assertThat(chosen.problems()).isEmpty();
        assertThat(chosen.files()).contains(new ChosenFile.Link(path, target));
        assertThat(paths(chosen)).hasSize(4);
    }

    @Test
    void absoluteLinkInsideBecomesRelative() throws IOException {
        link("lib/again.csv", folder().resolve("data/a.csv").toString());

        assertThat(chosen().files()).contains(new ChosenFile.Link("lib/again.csv", "../data/a.csv"));
    }

    @Test
    void linkToALinkLeadsToItsEnd() throws IOException {
        link("one", "two");
        link("two", "data");
        link("three", "one/a.csv");

        assertThat(chosen().files())
                .contains(
                        new ChosenFile.Link("one", "data"),
                        new ChosenFile.Link("two", "data"),
                        new ChosenFile.Link("three", "data/a.csv"));
    }

    @Test
    void folderOfLinksAloneIsAFolder() throws IOException {
        link("only/a.csv", "../data/a.csv");
        link("again", "only");

        assertThat(chosen().files()).contains(new ChosenFile.Link("again", "only"));
    }

    @ParameterizedTest
    @CsvSource({
        "key, ../id_rsa, a file outside of the job",
        "lib/deep/key, ../../../id_rsa, a file outside of the job",
        "key, /dev/null, a device outside of the job",
        "more, ../other, a folder outside of the job",
        "more, .., a folder outside of the job",
        "gone, nowhere, nothing",
        "gone, ../nowhere, nothing",
        "key, env/secret, a file of the job that is left out",
        "key, env, a folder of the job that is left out",
    })
    void linkThatLeadsElsewhereIsRefused(String path, String target, String kind) throws IOException {
        link(path, target);

        Problem problem = chosen().problems().get(0);

        assertThat(problem.toText())
                .contains(
                        "[PYF-253] `%s` of the job is a symbolic link to %s".formatted(path, kind),
                        "try:    `<job><sources>` that hold both (-Dpyflink.job)",
                        "-Dpyflink.excludes=/" + path)
                .doesNotContain("not-to-be-shown", "id_rsa");
        assertThat(chosen(excluding("/" + path)).problems()).isEmpty();
    }

    @Test
    void linksInACircleAreRefused() throws IOException {
        link("one", "two");
        link("two", "one");

        assertThat(chosen().problems()).hasSize(2);
        assertThat(chosen().problems().get(0).what()).startsWith("`one` of the job is a symbolic link to ");
    }

    @Test
    void jobsOwnFolderMayBeALink() throws IOException {
        link("lib/again.py", "../job.py");
        Path other = above.resolve("named");
        Files.createSymbolicLink(other, folder());

        assertThat(ChosenFiles.of(new JobSpec(other, "job.py")).files())
                .contains(new ChosenFile.Link("lib/again.py", "../job.py"));
    }

    @Test
    void linkInAFolderThatIsLeftOutIsNotLookedAt() throws IOException {
        link("env/bin/python", "/usr/bin/python3");
        link(".#job.py", "me@host.1234");

        assertThat(chosen().problems()).isEmpty();
    }
}
