package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;
import static org.pyflinkimage.rules.Specs.config;
import static org.pyflinkimage.rules.Specs.requirements;
import static org.pyflinkimage.rules.Specs.spec;
import static org.pyflinkimage.rules.Specs.withoutPip;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.rules.Subject.Texts;
import org.pyflinkimage.spec.ContainerSpec;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.UnixPath;

class JobRulesTest {

    private static final String CALL = "t_env.set_python_requirements(requirements_file_path=here)";

    @ParameterizedTest
    @ValueSource(
            strings = {
                CALL,
                "    " + CALL,
                "env.set_python_requirements (x)",
                "config.set('python.requirements', 'a.txt')",
                "config.set_string(\"python.requirements\", path)"
            })
    void packagesThatAJobInstallsNeedPip(String line) {
        assertThat(Judged.by("PYF-256", withoutPip(sources("job.py", Map.of("main.py", "x = 1\n" + line + "\n")))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains("`main.py`", "No module named pip", "-Dpyflink.pip=true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"# " + CALL, "set_python_requirements", "x = 'python.requirements.txt'", "pip.main()"})
    void otherSourcesNeedNone(String line) {
        assertThat(Judged.by("PYF-256", withoutPip(sources("job.py", Map.of("main.py", line)))))
                .isEmpty();
    }

    @Test
    void settingInstallsToo() {
        assertThat(Judged.by("PYF-256", withoutPip(config("2.3.0", Map.of("python.requirements", "/x.txt")))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).contains("`python.requirements` in `<flinkConfig>`"));
    }

    @Test
    void requiredPipInstalls() {
        Subject subject =
                requirements(cell("2.3.0", 17, "3.11"), "pip").withTexts(new Texts(Map.of(), Map.of("main.py", CALL)));

        assertThat(Judged.by("PYF-256", withoutPip(subject))).isEmpty();
    }

    @Test
    void imagesHavePipUnlessDeclaredOtherwise() {
        assertThat(Judged.by("PYF-256", sources("job.py", Map.of("main.py", CALL))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "open('model.txt')",
                "with open(\"model.txt\", 'rb') as file:",
                "pd.read_csv( r'data/a.csv')",
                "Path('model.txt').read_text()"
            })
    void fileOfTheJobIsNotInTheWorkingDirectory(String line) {
        assertThat(Judged.by("PYF-257", sources("job.py", Map.of("job.py", "def f():\n    " + line))))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.toText()).contains("`job.py` opens", "`/opt/flink/usrlib/", "__file__"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "open('/opt/flink/usrlib/model.txt')",
                "open('other.txt')",
                "# open('model.txt')",
                "open(HERE / 'model.txt')",
                "reopen('model.txt')"
            })
    void otherFilesAreNotTheJobs(String line) {
        assertThat(Judged.by("PYF-257", sources("job.py", Map.of("job.py", line))))
                .isEmpty();
    }

    @Test
    void fileBesideTheEntryIsMeant() {
        assertThat(Judged.by("PYF-257", sources("in/job.py", Map.of("in/job.py", "open('b.txt')\nopen('b.txt')"))))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.remedies()).first().asString().contains("/opt/flink/usrlib/in/b.txt"));
    }

    /** Only where the path leads to the file from there; workers start elsewhere in any case. */
    @ParameterizedTest
    @CsvSource({
        "/opt/flink/usrlib,    model.txt,  NOTE",
        "/opt/flink/usrlib,    data/a.csv, NOTE",
        "/opt/flink/usrlib/in, b.txt,      NOTE",
        "/opt/flink/usrlib,    b.txt,      WARNING",
        "/data,                model.txt,  WARNING"
    })
    void fileInTheWorkingDirectoryIsFoundWhereJobsAreSubmitted(String working, String written, Severity severity) {
        Subject subject = sources("in/job.py", Map.of("in/job.py", "open('%s')".formatted(written)));
        ContainerSpec container = new ContainerSpec(
                Map.of(),
                Optional.empty(),
                Collections.emptySortedSet(),
                new ContainerSpec.Folders(Optional.of(UnixPath.of(working)), Collections.emptySortedSet()));
        ImageSpec spec = subject.spec().with(subject.spec().settings().withContainer(container));

        assertThat(Judged.by("PYF-257", Subject.of(spec).withTexts(subject.texts())))
                .singleElement()
                .satisfies(problem -> assertThat(problem.severity()).isEqualTo(severity));
    }

    @Test
    void withoutAJobNothingIsOpened() {
        Subject subject = Subject.of(spec(cell("2.3.0", 17, "3.11")))
                .withTexts(new Texts(Map.of(), Map.of("job.py", "open('job.py')")));

        assertThat(Judged.by("PYF-257", subject)).isEmpty();
    }

    /** What these rules look for is Python. */
    @Test
    void sqlOpensAndInstallsNothing() {
        assertThat(Judged.by("PYF-257", sources("job.py", Map.of("a.sql", "open('model.txt')"))))
                .isEmpty();
        assertThat(Judged.by("PYF-256", withoutPip(sources("job.py", Map.of("a.sql", CALL)))))
                .isEmpty();
    }

    private static Subject sources(String entry, Map<String, String> sources) {
        ImageSpec spec = spec(cell("2.3.0", 17, "3.11"));
        Set<String> files = Set.of("job.py", "model.txt", "data/a.csv", "in/job.py", "in/b.txt");
        return Subject.of(spec.with(spec.contents().withJob(new JobSpec(Path.of("/job"), entry))))
                .withTexts(new Texts(Map.of(), sources, files, Map.of()));
    }
}
