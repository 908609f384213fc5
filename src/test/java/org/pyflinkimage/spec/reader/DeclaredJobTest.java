package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.ArchiveTrust;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.FilePattern;
import org.pyflinkimage.spec.JobChoice;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.spec.Updates;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;

/** The job, and from where to take what. */
class DeclaredJobTest extends DeclarationFixture {

    @Nested
    class Job {

        @Test
        void folderWithEntry() throws IOException {
            file("src/main/python/jobs/count.py");
            declare(Element.JOB, "src/main/python");
            declare(Element.ENTRY, "jobs/../jobs/count.py");

            assertThat(spec().job()).isEqualTo(Optional.of(job("src/main/python", "jobs/count.py")));
        }

        @Test
        void sourcesHaveMavensUsualPlace() throws IOException {
            file("src/main/python/count.py");
            declare(Element.ENTRY, "count.py");

            assertThat(spec().job()).isEqualTo(Optional.of(job("src/main/python", "count.py")));
        }

        @Test
        void singleFileIsItsOwnEntry() throws IOException {
            file("count.py");
            declare(Element.JOB, "count.py");

            assertThat(spec().job()).isEqualTo(Optional.of(job("count.py", "count.py")));
        }

        @Test
        void singleFileMayBeNamedAsItsEntry() throws IOException {
            file("count.py");
            declare(Element.JOB, "count.py");
            declare(Element.ENTRY, "count.py");

            assertThat(spec().job()).isEqualTo(Optional.of(job("count.py", "count.py")));
        }

        @Test
        void singleFileHasNoOtherEntry() throws IOException {
            file("count.py");
            declare(Element.JOB, "count.py");
            declare(Element.ENTRY, "other.py");

            assertThat(problem().code()).isEqualTo("PYF-031");
        }

        @Test
        void folderThatTheBuildWritesToIsNoJob() throws IOException {
            file("src/main/python/count.py");
            declare(Element.ENTRY, "count.py");
            declaration.withOwn(List.of(folder.resolve("src/main"), folder.resolve("src/main/python/out")));
            assertThat(spec().job()).isPresent();

            declaration.withOwn(List.of(folder.resolve("src/main/../main/python")));
            assertThat(problem().toText())
                    .contains("PYF-258", "`src/main/python`", "-Dpyflink.output", "-Dpyflink.rendered");
        }

        @Test
        void missingSourcesAreAProblem() {
            declare(Element.JOB, "nowhere");
            declare(Element.ENTRY, "x.py");

            assertThat(problem().toText()).contains("PYF-030", "`nowhere`", "-Dpyflink.job");
        }

        @Test
        void otherFilesThanPythonAreNoJob() throws IOException {
            file("job.jar");
            declare(Element.JOB, "job.jar");

            assertThat(problem().code()).isEqualTo("PYF-030");
        }

        @Test
        void folderNeedsAnEntry() throws IOException {
            file("jobs/x.py");
            declare(Element.JOB, "jobs");

            assertThat(problem().toText()).contains("PYF-031", "-Dpyflink.entry");
        }

        @ParameterizedTest
        @ValueSource(strings = {"missing.py", "sub", "notes.txt"})
        void entryIsAPythonFileThere(String entry) throws IOException {
            file("jobs/x.py");
            file("jobs/sub/y.py");
            file("jobs/notes.txt");
            declare(Element.JOB, "jobs");
            declare(Element.ENTRY, entry);

            assertThat(problem().code()).isEqualTo("PYF-031");
        }

        @ParameterizedTest
        @ValueSource(strings = {"../x.py", "sub/../../x.py", "/etc/x.py", "..\\x.py"})
        void entryMayNotLeaveTheFolder(String entry) throws IOException {
            file("x.py");
            file("jobs/sub/y.py");
            declare(Element.JOB, "jobs");
            declare(Element.ENTRY, entry);

            assertThat(problem().code()).isEqualTo("PYF-032");
            assertThat(problem().why()).isEmpty();
        }

        @Test
        void entryMayNotLeaveTheFolderByALink() throws IOException {
            file("x.py");
            file("jobs/y.py");
            Files.createSymbolicLink(folder.resolve("jobs/link.py"), folder.resolve("x.py"));
            declare(Element.JOB, "jobs");
            declare(Element.ENTRY, "link.py");

            assertThat(problem().code()).isEqualTo("PYF-032");
            assertThat(problem().why()).containsExactly("a symbolic link leads out of the folder");
        }

        @Test
        void patternsAndWhatTheBuildWritesSayWhichFilesAreTaken() throws IOException {
            file("jobs/x.py");
            declare(Element.JOB, "jobs");
            declare(Element.ENTRY, "x.py");
            declare(Element.INCLUDES, ".env", "data/");
            declare(Element.EXCLUDES, "*.ipynb");
            declaration.withOwn(List.of(folder.resolve("a/../target")));

            assertThat(spec().job().orElseThrow().choice())
                    .isEqualTo(new JobChoice(
                            List.of(FilePattern.of(".env"), FilePattern.of("data/")),
                            List.of(FilePattern.of("*.ipynb")),
                            Set.of(folder.resolve("target")),
                            Optional.of(folder)));
        }

        @Test
        void patternsThatNameNothingAreProblems() throws IOException {
            file("jobs/x.py");
            declare(Element.JOB, "jobs");
            declare(Element.ENTRY, "x.py");
            declare(Element.INCLUDES, "!a");
            declare(Element.EXCLUDES, "../x");

            assertThat(problems())
                    .extracting(Problem::toText)
                    .satisfiesExactly(
                            text -> assertThat(text)
                                    .contains("PYF-251", "`!a` in `<job><includes>`", "-Dpyflink.includes"),
                            text -> assertThat(text)
                                    .contains("PYF-251", "`../x` in `<job><excludes>`", "-Dpyflink.excludes"));
        }

        private JobSpec job(String sources, String entry) {
            JobChoice choice = new JobChoice(List.of(), List.of(), Set.of(), Optional.of(folder));
            return new JobSpec(folder.resolve(sources), entry, choice);
        }
    }

    @Nested
    class Hints {

        @Test
        void mirrorsAreFolders() {
            declare(Element.DEBIAN_MIRROR, "http://127.0.0.1:8080/debian");
            declare(Element.DEBIAN_SECURITY_MIRROR, "file:///srv/security/");

            assertThat(spec().hints().debianMirror()).hasToString("Optional[http://127.0.0.1:8080/debian/]");
            assertThat(spec().hints().debianSecurityMirror()).hasToString("Optional[file:///srv/security/]");
        }

        @ParameterizedTest
        @ValueSource(strings = {"mirror", "ftp://example.com/", "http:///debian", "http://a b/"})
        void otherTextIsNoMirror(String text) {
            declare(Element.DEBIAN_MIRROR, text);

            assertThat(problem().code()).isEqualTo("PYF-040");
        }

        @ParameterizedTest
        @CsvSource({
            "https://example.com/debian/?token=hidden, behind a `?`",
            "https://example.com/debian?hidden, behind a `?`",
            "https://example.com/debian/#hidden, behind a `?`",
            "file:debian, begins with a slash",
            "file://server/share/debian, this machine's disk",
            "https://example.com/%2e%2e/debian, `..`"
        })
        void mirrorThatNoLockFileCouldHaveIsRefusedSayingWhy(String text, String why) {
            declare(Element.DEBIAN_SECURITY_MIRROR, text);

            assertThat(problem().toText())
                    .contains("PYF-040", "<debianSecurityMirror>", "-Dpyflink.debianSecurityMirror", why)
                    .doesNotContain("hidden");
        }

        @Test
        void mirrorOfThisMachineIsOneOfItsDisk() {
            declare(Element.DEBIAN_MIRROR, "file://localhost/srv/debian");

            assertThat(spec().hints().debianMirror()).hasToString("Optional[file:///srv/debian/]");
        }

        @Test
        void keyringIsAFileThatIsThere() throws IOException {
            file("keys/archive.gpg");
            declare(Element.DEBIAN_KEYRING, "keys/archive.gpg");
            assertThat(spec().hints().debianKeyring()).contains(folder.resolve("keys/archive.gpg"));

            declare(Element.DEBIAN_KEYRING, "keys");
            assertThat(problem().toText()).contains("PYF-042", "`keys`", folder.toString(), "-Dpyflink.debianKeyring");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"debian", "docker.io/library/debian:bookworm-slim", "r.example.com:5000/@{family}/@{suite}:1"
                })
        void debianImageIsAnImageWithPlacesForTheSuite(String text) {
            declare(Element.DEBIAN_IMAGE, text);

            assertThat(spec().hints().debianImage().orElseThrow().of("ubuntu", "jammy"))
                    .hasToString(text.replace("@{family}", "ubuntu").replace("@{suite}", "jammy"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"Debian", "https://r.example.com/debian", "debian:${suite}", "debian:@{release}", "a b"})
        void otherTextIsNoImage(String text) {
            declare(Element.DEBIAN_IMAGE, text);

            assertThat(problem().toText()).contains("PYF-340", "`" + text + "`", "-Dpyflink.debianImage");
        }

        @ParameterizedTest
        @CsvSource({"all, ALL", "only, ONLY", "none, NONE"})
        void updatesAreNamed(String text, Updates updates) {
            assertThat(spec().hints().trust()).isEqualTo(ArchiveTrust.usual());

            declare(Element.SECURITY_UPDATES, text);

            assertThat(spec().hints().trust()).isEqualTo(new ArchiveTrust(updates, false));
        }

        @ParameterizedTest
        @ValueSource(strings = {"false", "None", "security", "all none"})
        void otherWordNamesNoUpdates(String text) {
            declare(Element.SECURITY_UPDATES, text);

            assertThat(problem().toText())
                    .contains("PYF-319", "`" + text + "`", "one of all, only, none", "-Dpyflink.securityUpdates");
        }

        @ParameterizedTest
        @CsvSource({"true, true", "TRUE, true", "false, false"})
        void oldArchivesAreAcceptedWhereThatIsSaid(String text, boolean accepted) {
            declare(Element.ACCEPT_OLD_RELEASE, text);

            assertThat(spec().hints().trust()).isEqualTo(new ArchiveTrust(Updates.ALL, accepted));
        }

        @Test
        void uvIsAFileThatIsThere() throws IOException {
            file("tools/uv");
            declare(Element.UV, "tools/uv");
            assertThat(spec().hints().uv()).contains(folder.resolve("tools/uv"));

            declare(Element.UV, "tools");
            assertThat(problem().code()).isEqualTo("PYF-041");
        }

        @Test
        void baseIsScratch() {
            declare(Element.BASE, "scratch");
            assertThat(specs().get(0).base()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "debian:12",
                    "debian",
                    "127.0.0.1:5000/base",
                    "registry.example.com:443/team/debian:bookworm-slim@sha256:"
                            + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
                })
        void baseIsAReference(String base) {
            declare(Element.BASE, base);

            assertThat(specs().get(0).base()).contains(ImageReference.of(base));
        }

        @ParameterizedTest
        @ValueSource(strings = {"Debian:12", "debian:", "debian@sha256:12", "debian:12 slim", "https://example.com/a"})
        void baseOfAnotherFormIsRefused(String base) {
            declare(Element.BASE, base);

            assertThat(problem().toText()).contains("PYF-019", "`" + base + "`", "-Dpyflink.base=scratch");
        }
    }
}
