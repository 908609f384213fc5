package org.pyflinkimage.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.spec.ExtraDirectory;
import org.pyflinkimage.spec.ExtraDirectory.Permission;
import org.pyflinkimage.spec.FilePattern;
import org.pyflinkimage.spec.JobChoice;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

/** What images get of extra directories. */
class ExtraFilesTest extends JobFixture {

    private static final String KEY = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj\n";

    private static ExtraDirectory directory(Path from, String into, JobChoice choice, Permission... permissions) {
        return new ExtraDirectory(from, UnixPath.of(into), choice, List.of(permissions), ContainerUser.FLINK);
    }

    private ExtraDirectory into(String into) {
        return directory(folder(), into, JobChoice.usual());
    }

    private static List<String> places(ExtraFiles files) {
        return files.files().stream().map(file -> file.place().value()).toList();
    }

    private static JobChoice choosing(String includes, String excludes) {
        return new JobChoice(patterns(words(includes)), patterns(words(excludes)), Set.of(), Optional.empty());
    }

    private static String[] words(String text) {
        return text.isEmpty() ? new String[0] : text.split(" ");
    }

    @Test
    void filesLieBelowTheirPlaceByPath() throws IOException {
        files("b", "a/c", ".hidden");

        ExtraFiles extra = ExtraFiles.of(List.of(into("/etc/x")));

        assertThat(places(extra)).containsExactly("/etc/x/.hidden", "/etc/x/a/c", "/etc/x/b");
        assertThat(extra.problems()).isEmpty();
        assertThat(extra.warnings()).isEmpty();
        assertThat(ChosenFiles.size(extra.files().stream().map(ExtraFile::file).toList()))
                .isEqualTo(3);
    }

    /** Of a job, {@code <includes>} take more; here, as with Maven and Jib, they take less. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                | ''          | a.conf b.sh deep/c.sh
            *.sh              | ''          | b.sh deep/c.sh
            /*.sh             | ''          | b.sh
            deep/             | ''          | deep/c.sh
            /deep/** *.conf   | ''          | a.conf deep/c.sh
            *.sh              | /deep/      | b.sh
            ''                | *.sh        | a.conf
            .git/config       | ''          | .git/config
            .git/             | ''          | .git/config
            **                | ''          | .git/config __pycache__/d.pyc a.conf b.sh deep/c.sh
            """)
    void includesTakeNothingElse(String includes, String excludes, String taken) throws IOException {
        files("a.conf", "b.sh", "deep/c.sh", ".git/config", "__pycache__/d.pyc");

        ExtraFiles extra = ExtraFiles.of(List.of(directory(folder(), "/x", choosing(includes, excludes))));

        assertThat(places(extra))
                .containsExactlyInAnyOrder(
                        List.of(taken.split(" ")).stream().map("/x/"::concat).toArray(String[]::new));
        assertThat(extra.warnings()).isEmpty();
    }

    @Test
    void whatIsLeftOutIsToldWithItsReason() throws IOException {
        files("a.conf", ".git/config", "b");

        assertThat(ExtraFiles.of(List.of(directory(folder(), "/x", choosing("*.conf", ""))))
                        .leftOut())
                .containsEntry(folder() + "/b", "<includes> do not name it")
                .containsKey(folder() + "/.git/");
    }

    @Test
    void linksInsideStayAndOthersAreRefused() throws IOException {
        files("a", "deep/b");
        link("deep/again", "../a");
        link("passwords", "/etc/passwd");
        link("nowhere", "gone");

        ExtraFiles extra = ExtraFiles.of(List.of(into("/x")));

        assertThat(extra.files().stream().map(ExtraFile::file)).contains(new ChosenFile.Link("deep/again", "../a"));
        assertThat(extra.problems()).extracting(Problem::code).containsExactly("PYF-253", "PYF-253");
        assertThat(extra.problems().get(1).toText())
                .contains("`passwords` of `%s` is a symbolic link to".formatted(folder()))
                .contains("<excludes><exclude>/passwords</exclude></excludes>")
                .doesNotContain("<job>");
        assertThatExceptionOfType(PyFlinkException.class).isThrownBy(extra::required);
    }

    /** What it leads to would not be there. */
    @Test
    void linkToWhatIsNotIncludedIsRefused() throws IOException {
        files("a.txt");
        link("a.conf", "a.txt");

        assertThat(ExtraFiles.of(List.of(directory(folder(), "/x", choosing("*.conf", ""))))
                        .problems())
                .extracting(Problem::what)
                .singleElement()
                .asString()
                .contains("`a.conf`", "that is left out");
    }

    @Test
    void onePlaceIsForOneFile() throws IOException {
        files("a", "deep/b");
        Path other = above.resolve("other");
        Files.createDirectories(other.resolve("a"));
        Files.writeString(other.resolve("a/c"), "x");
        Files.createDirectories(other.resolve("deep"));
        Files.writeString(other.resolve("deep/b"), "x");

        ExtraFiles extra = ExtraFiles.of(List.of(into("/x"), directory(other, "/x", JobChoice.usual())));

        assertThat(extra.problems())
                .extracting(Problem::what)
                .containsExactly(
                        "two files of `<extraDirectories>` have the place `/x/deep/b`",
                        "two files of `<extraDirectories>` have the place `/x/a`");
    }

    @Test
    void placesThatContainersHaveForThemselvesAreRefused() throws IOException {
        files("hosts", "resolv.conf", "hosts.d/a");

        ExtraFiles extra = ExtraFiles.of(List.of(into("/etc")));

        assertThat(places(extra)).containsExactly("/etc/hosts.d/a");
        assertThat(extra.problems())
                .extracting(problem -> problem.code() + " " + problem.what())
                .containsExactly(
                        "PYF-078 `hosts` of `%s` cannot lie in `/etc`".formatted(folder()),
                        "PYF-078 `resolv.conf` of `%s` cannot lie in `/etc`".formatted(folder()));
    }

    @Test
    void patternsThatNameNothingAreWarnedOf() throws IOException {
        files("a.conf", "deep/b");
        JobChoice choice = choosing("a.conf deep/ gone", "*.tmp /old");
        ExtraDirectory directory = directory(
                folder(),
                "/etc/x",
                choice,
                new Permission(FilePattern.of("/etc/x/*.conf"), 0600),
                new Permission(FilePattern.of("/etc/x/deep/"), 0700),
                new Permission(FilePattern.of("a.sh"), 0755));

        List<Problem> warnings = ExtraFiles.of(List.of(directory)).warnings();

        assertThat(warnings).extracting(Problem::code).containsOnly("PYF-277");
        assertThat(warnings)
                .extracting(Problem::what)
                .containsExactly(
                        "`gone`, which `<includes>` of `%s` names, is nothing there".formatted(folder()),
                        "`/old`, which `<excludes>` of `%s` names, is nothing there".formatted(folder()),
                        "`a.sh`, which `<permissions>` of `%s` names, is nothing there".formatted(folder()));
        assertThat(warnings.get(2).toText()).contains("such as `/etc/x/a.conf`");
    }

    @Test
    void folderOfNoFilesIsWarnedOf() throws IOException {
        Files.createDirectories(folder().resolve("empty"));

        assertThat(ExtraFiles.of(List.of(into("/x"))).warnings())
                .extracting(Problem::what)
                .containsExactly("nothing of `%s` is taken into images".formatted(folder()));
    }

    @Test
    void folderThatIsGoneMeanwhileIsAProblem() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> ExtraFiles.of(List.of(into("/x"))))
                .withMessageContaining("[PYF-077] `%s`".formatted(folder()));
    }

    @Test
    void secretsAreKnownByWhatIsInThem() throws IOException {
        file("a.txt", KEY);
        file("b.txt", "no key");

        assertThat(SecretKind.ofExtraFiles(
                        ExtraFiles.of(List.of(into("/etc/x"))).files()))
                .hasToString("{a private key=[/etc/x/a.txt]}");
    }
}
