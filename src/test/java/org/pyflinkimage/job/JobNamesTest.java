package org.pyflinkimage.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.pyflinkimage.value.Problem;

/** Names of files that no text of ours can hold: the file systems of Linux take any bytes for one. */
@EnabledOnOs(OS.LINUX)
class JobNamesTest extends JobFixture {

    @Test
    void nameThatIsNoUtf8IsRefused() throws Exception {
        files("job.py");
        shell("touch \"$(printf 'a\\377.csv')\"");

        assertThat(chosen().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("PYF-552");
            assertThat(problem.what()).startsWith("the name of `a");
            assertThat(problem.remedies()).isNotEmpty();
        });
        assertThat(paths(chosen())).containsExactly("job.py");
    }

    @Test
    void folderOfSuchANameIsNamedOnceForAllInIt() throws Exception {
        files("job.py");
        shell("d=\"$(printf 'a\\377')\"; mkdir \"$d\"; touch \"$d/x\" \"$d/y\"; ln -s x \"$d/z\"");

        assertThat(chosen().problems()).extracting(Problem::code).containsExactly("PYF-552");
    }

    @Test
    void linkOfSuchANameIsRefused() throws Exception {
        files("job.py");
        shell("ln -s job.py \"$(printf 'a\\377')\"");

        assertThat(chosen().problems()).extracting(Problem::code).containsExactly("PYF-552");
    }

    @Test
    void whatIsLeftOutMayHaveAnyName() throws Exception {
        files("job.py");
        shell("touch \"$(printf 'a\\377.pyc')\"");

        assertThat(chosen().problems()).isEmpty();
        assertThat(chosen().leftOut()).hasSize(1);
    }

    private void shell(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("/bin/sh", "-c", script)
                .directory(folder().toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }
}
