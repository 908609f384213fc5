package org.pyflinkimage.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.JobChoice;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

class ChosenFilesTest extends JobFixture {

    @Test
    void folderIsTakenWithAllThatBelongsToAJob() throws IOException {
        files(
                "job.py",
                "lib/a.py",
                "lib/data.csv",
                "requirements.txt",
                "tests/t.py",
                "build/x",
                "Dockerfile",
                "data/.gitkeep");

        assertThat(paths(chosen()))
                .containsExactly(
                        "Dockerfile",
                        "build/x",
                        "data/.gitkeep",
                        "job.py",
                        "lib/a.py",
                        "lib/data.csv",
                        "requirements.txt",
                        "tests/t.py");
        assertThat(chosen().leftOut()).isEmpty();
        assertThat(ChosenFiles.size(chosen().files())).isEqualTo(8);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there the backslash separates names")
    void backslashInANameIsNoFolder() throws IOException {
        files("job.py", "lib/x.py", "lib\\x.py", ".git\\config", "..\\evil.sh");

        assertThat(paths(chosen())).containsExactly("..\\evil.sh", ".git\\config", "job.py", "lib/x.py", "lib\\x.py");
    }

    @Test
    void oneFileIsAJob() throws IOException {
        files("job.py");

        ChosenFiles chosen = ChosenFiles.of(new JobSpec(folder().resolve("job.py"), "job.py"));

        assertThat(chosen.required()).containsExactly(new ChosenFile.Regular("job.py", folder().resolve("job.py"), 1));
    }

    @Test
    void foldersLieSideBySide() throws IOException {
        files("src/job.py", "src/lib/a.py", "conf/lib/b.ini", "model.txt");

        ChosenFiles chosen = ChosenFiles.of(severalSources("src", "conf", "model.txt"));

        assertThat(paths(chosen)).containsExactly("job.py", "lib/a.py", "lib/b.ini", "model.txt");
        assertThat(chosen.required()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"lib/a.py, lib/a.py, lib/a.py", "lib, lib/a.py, lib", "lib/a.py, lib, lib"})
    void noFileTakesThePlaceOfAnother(String one, String other, String twice) throws IOException {
        files("src/job.py", "src/" + one, "conf/" + other);

        assertThat(ChosenFiles.of(severalSources("src", "conf")).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains(
                                "PYF-262",
                                "`" + twice + "` of the job is there twice",
                                "-Dpyflink.excludes=/" + twice));
    }

    @Test
    void whatIsRunMayBeLeftOutOfOneFolderAndTakenFromAnother() throws IOException {
        files("src/.env", "conf/.env.d/x", "conf/job.py");

        assertThat(ChosenFiles.of(severalSources("src", "conf")).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__pycache__/job.cpython-311.pyc",
                "lib/old.pyc",
                "a.egg-info/PKG-INFO",
                ".mypy_cache/x",
                ".tox/py/x.py",
                ".venv/bin/python",
                "venv/bin/python",
                ".git/config",
                "lib/.git",
                ".gitignore",
                ".github/workflows/a.yml",
                ".idea/workspace.xml",
                "a.py~",
                ".job.py.swp",
                ".DS_Store",
                ".env",
                "lib/.env.production",
                ".aws/credentials",
                ".ssh/id_ed25519",
                ".kube/config",
                ".netrc",
                ".pypirc"
            })
    void whatNobodyWouldMissIsLeftOut(String path) throws IOException {
        files("job.py", path);

        assertThat(paths(chosen())).containsExactly("job.py");
        assertThat(chosen().leftOut()).hasSize(1);
    }

    @Test
    void environmentsOfAnyNameAreLeftOut() throws IOException {
        files(
                "job.py",
                "env/pyvenv.cfg",
                "env/lib/kafka.py",
                "lib/py311/pyvenv.cfg",
                "conda/conda-meta/history",
                "conda/x");

        assertThat(paths(chosen())).containsExactly("job.py");
        assertThat(chosen().leftOut())
                .isEqualTo(Map.of(
                        "conda/", "a conda environment, it has a conda-meta/history",
                        "env/", "a virtual environment, it has a pyvenv.cfg",
                        "lib/py311/", "a virtual environment, it has a pyvenv.cfg"));
    }

    @Test
    void missingFolderIsAProblem() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(this::chosen)
                .withMessageContainingAll("[PYF-901]", "job", "-Dpyflink.job");
    }

    @Nested
    class OfAProject {

        @Test
        void whatBuildsAndTestsTheProjectIsLeftOut() throws IOException {
            files(
                    "main.py",
                    "requirements.txt",
                    "README.md",
                    ".github/workflows/a.yml",
                    "tests/test_x.py",
                    "Dockerfile");
            files(
                    "env/pyvenv.cfg",
                    "pom.xml",
                    "target/classes/x",
                    ".mvn/jvm.config",
                    "pyflink.lock",
                    "compose.dev.yaml");
            file(".env", "PASSWORD=x");
            file("client.key", "x");

            ChosenFiles chosen = chosen(ofProject(folder()));

            assertThat(paths(chosen)).containsExactly("README.md", "client.key", "main.py", "requirements.txt");
            assertThat(chosen.leftOut())
                    .containsEntry(".env", "places where programs keep secrets")
                    .containsEntry(".github/", "version control and its platforms")
                    .containsEntry(".mvn/", "settings of tools")
                    .containsEntry("Dockerfile", "what builds the project")
                    .containsEntry("tests/", "tests of the project")
                    .hasSize(10);
        }

        @Test
        void folderInAProjectHasItsOwnNames() throws IOException {
            files("job.py", "tests/t.py", "target/x", ".hidden");

            assertThat(paths(chosen(ofProject(above)))).containsExactly(".hidden", "job.py", "target/x", "tests/t.py");
        }

        @Test
        void folderAboveAProjectKeepsItsOtherFiles() throws IOException {
            files("module/target/x", "module/job.py", "target/y");

            assertThat(paths(chosen(ofProject(folder().resolve("module")))))
                    .containsExactly("module/job.py", "target/y");
        }
    }

    @Nested
    class ByALink {

        private ChosenFiles chosenBy(String target, JobChoice choice) throws IOException {
            Path link = Files.createSymbolicLink(above.resolve("link"), Path.of(target));
            return ChosenFiles.of(new JobSpec(link, "job.py", choice));
        }

        @Test
        void filesOfTheProjectAreLeftOutAsWithoutIt() throws IOException {
            files("job.py", "pom.xml", "tests/t.py", "target/x", "out/a.tar", "a.lock", "sub/job.py");
            Set<Path> own = Set.of(folder().resolve("out"), folder().resolve("a.lock"), folder().resolve("none/b"));

            ChosenFiles chosen = chosenBy("job", new JobChoice(List.of(), List.of(), own, Optional.of(folder())));

            assertThat(paths(chosen)).containsExactly("job.py", "sub/job.py");
            assertThat(chosen.leftOut()).containsOnlyKeys("a.lock", "out/", "pom.xml", "target/", "tests/");
        }

        @Test
        void projectMayBeTheLink() throws IOException {
            files("job.py", "pom.xml", "out/a.tar");
            Path link = Files.createSymbolicLink(above.resolve("project"), Path.of("job"));
            JobChoice choice = new JobChoice(List.of(), List.of(), Set.of(link.resolve("out")), Optional.of(link));

            assertThat(paths(chosen(choice))).containsExactly("job.py");
        }

        @Test
        void whatTheBuildWritesMayBeALink() throws IOException {
            files("job.py", "real/a.tar");
            link("out", "real");
            link("a.lock", "../elsewhere");
            Set<Path> own = Set.of(folder().resolve("out"), folder().resolve("a.lock"), Path.of("/"));

            ChosenFiles chosen = chosen(new JobChoice(List.of(), List.of(), own, Optional.of(above.resolve("none"))));

            assertThat(paths(chosen)).containsExactly("job.py");
            assertThat(chosen.leftOut()).containsOnlyKeys("a.lock", "out", "real/");
            assertThat(chosen.problems()).isEmpty();
        }
    }

    @Nested
    class AsDeclared {

        @Test
        void excludesLeaveOutWhatTheyName() throws IOException {
            files("job.py", "notes/a.md", "lib/b.ipynb", "lib/c.py");

            ChosenFiles chosen = chosen(excluding("notes/", "*.ipynb"));

            assertThat(paths(chosen)).containsExactly("job.py", "lib/c.py");
            assertThat(chosen.leftOut())
                    .isEqualTo(Map.of("lib/b.ipynb", "<excludes> has `*.ipynb`", "notes/", "<excludes> has `notes/`"));
        }

        @Test
        void includesTakeWhatIsUsuallyLeftOut() throws IOException {
            files("job.py", ".env", ".venv/lib/a.py", "venv/x");

            assertThat(paths(chosen(including(".env", ".venv/")))).containsExactly(".env", ".venv/lib/a.py", "job.py");
        }

        @Test
        void includesTakeASingleFileOfAFolderThatIsLeftOut() throws IOException {
            files("job.py", "env/pyvenv.cfg", "env/etc/a.conf", "env/etc/b.txt", "env/lib/c.py", "env/d.py");

            ChosenFiles chosen = chosen(including("env/etc/*.conf", "*.txt", "*.py"));

            assertThat(paths(chosen)).containsExactly("env/etc/a.conf", "job.py");
            assertThat(chosen.leftOut())
                    .isEqualTo(Map.of(
                            "env/", "a virtual environment, it has a pyvenv.cfg",
                            "env/d.py", "its folder is left out",
                            "env/etc/b.txt", "its folder is left out",
                            "env/pyvenv.cfg", "its folder is left out"));
        }

        @Test
        void excludesWinOverIncludes() throws IOException {
            files("job.py", ".env", "data/a");
            JobChoice choice =
                    new JobChoice(patterns(".env", "data/"), patterns(".env", "data"), Set.of(), Optional.empty());

            assertThat(paths(chosen(choice))).containsExactly("job.py");
        }

        @Test
        void whatTheBuildWritesIsNeverTaken() throws IOException {
            files("job.py", "out/image-oci.tar", "out.txt", "a.lock", "deploy/2.3.0/job/job.py");
            Set<Path> own = Set.of(folder().resolve("out"), folder().resolve("a.lock"), folder().resolve("deploy"));

            ChosenFiles chosen =
                    chosen(new JobChoice(patterns("out/", "a.lock", "deploy/"), List.of(), own, Optional.empty()));

            assertThat(paths(chosen)).containsExactly("job.py", "out.txt");
            assertThat(chosen.leftOut()).containsOnlyKeys("a.lock", "deploy/", "out/");
        }

        @Test
        void entryThatIsLeftOutIsAProblem() throws IOException {
            files("job.py", "job.pyc");

            List<Problem> problems = chosen(excluding("*.py")).problems();

            assertThat(problems)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.toText()).contains("[PYF-252] `job.py`", "`*.py`"));
            assertThatExceptionOfType(PyFlinkException.class)
                    .isThrownBy(() -> chosen(excluding("*.py")).required());
        }

        /** What does not help in one case is the only help in another. */
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "jobs/job.py|jobs/|||another pattern in `<job><excludes>` (-Dpyflink.excludes)",
                    "jobs/job.py|job.py||jobs/job.py|another pattern in `<job><excludes>` (-Dpyflink.excludes)",
                    "env/job.py|env/job.py||env/job.py|another pattern in `<job><excludes>` (-Dpyflink.excludes)",
                    "env/job.py||||`<job><includes><include>env/job.py</include></includes></job>` (-Dpyflink.includes=env/job.py)",
                    "env/job.py|||env/*.txt|`<job><includes><include>env/job.py</include></includes></job>` (-Dpyflink.includes=env/job.py)",
                    "out/job.py||out||another place for what the build writes: `<output>` (-Dpyflink.output), `<rendered>` (-Dpyflink.rendered), `<lockFile>` (-Dpyflink.lockFile)",
                    "env/job.py||env/job.py|env/job.py|another place for what the build writes: `<output>` (-Dpyflink.output), `<rendered>` (-Dpyflink.rendered), `<lockFile>` (-Dpyflink.lockFile)",
                })
        void remedyIsAgainstWhatLeavesTheEntryOut(
                String entry, String excludes, String own, String includes, String remedy) throws IOException {
            files(entry, "env/pyvenv.cfg");
            JobChoice choice = new JobChoice(
                    includes == null ? List.of() : patterns(includes),
                    excludes == null ? List.of() : patterns(excludes),
                    own == null ? Set.of() : Set.of(folder().resolve(own)),
                    Optional.empty());

            List<Problem> problems =
                    ChosenFiles.of(new JobSpec(folder(), entry, choice)).problems();

            assertThat(problems).extracting(Problem::code).containsExactly("PYF-252");
            assertThat(problems.get(0).remedies())
                    .hasSize(own == null ? 1 : 2)
                    .first()
                    .isEqualTo(remedy);
        }

        @Test
        void remedyTakesTheEntryIn() throws IOException {
            files("env/job.py", "env/pyvenv.cfg");

            assertThat(ChosenFiles.of(new JobSpec(folder(), "env/job.py", including("env/job.py")))
                            .problems())
                    .isEmpty();
        }

        @Test
        void entryInAFolderThatIsLeftOutIsAProblem() throws IOException {
            files("jobs/job.py");
            JobSpec job = new JobSpec(folder(), "jobs/job.py", excluding("jobs/"));

            assertThat(ChosenFiles.of(job).problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.why()).containsExactly("`jobs/`: <excludes> has `jobs/`"));
        }
    }

    @Test
    void unusualFilesAreToldOf() throws Exception {
        files("job.py");
        Process fifo = new ProcessBuilder("mkfifo", folder().resolve("pipe").toString()).start();
        assumeTrue(fifo.waitFor() == 0);

        assertThat(chosen().leftOut()).isEqualTo(Map.of("pipe", "neither a file, a folder nor a link"));
        assertThat(ChosenFiles.of(new JobSpec(folder(), "pipe"))
                        .problems()
                        .get(0)
                        .remedies())
                .containsExactly("a file in its place, or another entry: `<job><entry>` (-Dpyflink.entry)");
        Files.delete(folder().resolve("pipe"));
    }
}
