package org.pyflinkimage.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.spec.JobChoice;
import org.pyflinkimage.value.Problem;

/** Patterns of a job that change nothing: mostly a name that is written wrongly, and then a file is in an image, or is not. */
class IdlePatternsTest extends JobFixture {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            /conf/local.yaml   | none
            local.yaml         | none
            conf/              | none
            .env               | none
            env/               | none
            /conf/locals.yaml  | perhaps `<job><excludes><exclude>/conf/local.yaml</exclude></excludes></job>` (-Dpyflink.excludes=/conf/local.yaml)
            /local.yaml        | -Dpyflink.excludes=/conf/local.yaml
            confs/             | -Dpyflink.excludes=/conf
            /entirely/else.bin | without it
            *.ipynb            | none
            data-[0-9]/        | none
            """)
    void excludeIsToldWithTheNearest(String pattern, @Nullable String told) throws IOException {
        files("job.py", "conf/local.yaml", ".env", "env/pyvenv.cfg");

        assertTold(excluding(pattern), "`%s`, which `<excludes>` (-Dpyflink.excludes) names".formatted(pattern), told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            .env               | none
            /env/pyvenv.cfg    | none
            env/**             | none
            job.py             | none
            .envs              | -Dpyflink.includes=/.env
            *.parquet          | without it
            """)
    void includeIsToldWithTheNearest(String pattern, @Nullable String told) throws IOException {
        files("job.py", "conf/local.yaml", ".env", "env/pyvenv.cfg");

        assertTold(including(pattern), "`%s`, which `<includes>` (-Dpyflink.includes) names".formatted(pattern), told);
    }

    /** What one folder has not, another may have. */
    @ParameterizedTest
    @CsvSource({"a.csv, 0", "b.csv, 0", "c.csv, 1"})
    void allFoldersCount(String pattern, int warnings) throws IOException {
        files("src/job.py", "src/a.csv", "conf/b.csv");
        JobChoice choice = new JobChoice(List.of(), patterns(pattern), Set.of(), Optional.empty());

        assertThat(ChosenFiles.of(severalSources("src", "conf").with(choice)).warnings())
                .hasSize(warnings);
    }

    private void assertTold(JobChoice choice, String what, @Nullable String told) {
        ChosenFiles chosen = chosen(choice);

        assertThat(chosen.problems()).isEmpty();
        assertThat(chosen.warnings()).hasSize(told == null ? 0 : 1).allSatisfy(warning -> {
            assertThat(warning.severity()).isEqualTo(Problem.Severity.WARNING);
            assertThat(warning.toText()).contains("PYF-277", what, told);
        });
    }
}
