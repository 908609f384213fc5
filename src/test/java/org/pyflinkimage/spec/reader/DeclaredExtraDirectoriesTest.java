package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.ExtraDirectory;
import org.pyflinkimage.spec.ExtraDirectoryText;
import org.pyflinkimage.spec.ExtraDirectoryText.PermissionText;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;

/** {@code <extraDirectories>}. */
class DeclaredExtraDirectoriesTest extends DeclarationFixture {

    @BeforeEach
    void folder() throws IOException {
        file("etc/a.conf");
    }

    private ExtraDirectoryText text(String from, String into) {
        return new ExtraDirectoryText(from, into, List.of(), List.of(), List.of(), Optional.empty());
    }

    private void declare(ExtraDirectoryText... texts) {
        declaration.withExtraDirectories(List.of(texts));
    }

    private void permit(String file, String mode) {
        declare(new ExtraDirectoryText(
                "etc", "/etc/x", List.of(), List.of(), List.of(new PermissionText(file, mode)), Optional.empty()));
    }

    private void own(String owner) {
        declare(new ExtraDirectoryText("etc", "/etc/x", List.of(), List.of(), List.of(), Optional.of(owner)));
    }

    private ExtraDirectory directory() {
        assertThat(spec().extraDirectories()).hasSize(1);
        return spec().extraDirectories().get(0);
    }

    @Test
    void noneIsDeclaredByItself() {
        assertThat(spec().extraDirectories()).isEmpty();
    }

    @Test
    void foldersStayInTheirOrderWithWhatIsSaidOfThem() throws IOException {
        file("more/b.sh");
        declare(
                text("etc", "/etc/x/"),
                new ExtraDirectoryText(
                        "more",
                        "/srv/./more",
                        List.of("*.sh"),
                        List.of("/old/"),
                        List.of(new PermissionText("/srv/more/*.sh", "755")),
                        Optional.of("flink")));

        List<ExtraDirectory> directories = spec().extraDirectories();

        assertThat(directories)
                .extracting(ExtraDirectory::from)
                .containsExactly(folder.resolve("etc"), folder.resolve("more"));
        assertThat(directories)
                .extracting(directory -> directory.into().value())
                .containsExactly("/etc/x", "/srv/more");
        assertThat(directories.get(0).owner()).hasToString("0:0");
        assertThat(directories.get(1).owner()).hasToString("9999:9999");
        assertThat(directories.get(1).choice().includes()).hasToString("[*.sh]");
        assertThat(directories.get(1).choice().excludes()).hasToString("[/old/]");
        assertThat(directories.get(1).modeOfFile(UnixPath.of("/srv/more/b.sh"))).isEqualTo(0755);
        assertThat(directories.get(1).modeOfFile(UnixPath.of("/srv/more/b.txt")))
                .isEqualTo(0644);
        assertThat(directories.get(1).modeOfFolder(UnixPath.of("/srv/more"))).isEqualTo(0755);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            etc=/etc/flink     | etc | /etc/flink
            etc = /etc/flink   | etc | /etc/flink
            a=b=/c=d           | a=b | /c=d
            C:\\etc=/etc       | C:\\etc | /etc
            etc                | etc | ''
            etc=               | etc= | ''
            =/etc              | ''  | /etc
            """)
    void oneTextHasTheFolderAndItsPlace(String written, String from, String into) {
        ExtraDirectoryText text = ExtraDirectoryText.parse(written);

        assertThat(text).isEqualTo(text(from, into));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "//", "etc", "./etc", "/a/../b", "/a b", "/a:b", "/$HOME", "/ä", "C:\\x"})
    void whatIsNoPlaceInAnImageIsAProblem(String into) {
        declare(text("etc", into));

        assertThat(problem().toText())
                .contains("[PYF-065] `%s` in `<into>` of `etc` is no place".formatted(into))
                .contains("</extraDirectories>` (-Dpyflink.extraDirectories=etc=/etc/flink)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /            | that is the whole image
            /proc        | the kernel's in every container
            /sys/x       | the kernel's in every container
            /dev/shm/x   | the kernel's in every container
            /etc/hosts   | whoever runs the container puts a file there
            """)
    void placesThatContainersHaveForThemselvesAreAProblem(String into, String why) {
        declare(text("etc", into));

        assertThat(problem().toText()).contains("PYF-065", why);
    }

    @ParameterizedTest
    @CsvSource({"755, 0755", "0755, 0755", "000, 0", "600, 0600", "777, 0777"})
    void permissionsAreThreeDigits(String written, String octal) {
        permit("/etc/x/a.conf", written);

        assertThat(directory().modeOfFile(UnixPath.of("/etc/x/a.conf"))).isEqualTo(Integer.parseInt(octal, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "75", "4755", "07555", "u+x", "rwx", "789", "-755", "７５５"})
    void whatAreNoPermissionsIsAProblem(String mode) {
        permit("/etc/x/a.conf", mode);

        assertThat(problem().toText())
                .contains("[PYF-065] `%s` in `<permissions>` of `etc`".formatted(mode))
                .contains("<permission><file>/etc/x/a.conf</file><mode>755</mode></permission>");
    }

    @Test
    void lastPermissionCounts() {
        List<PermissionText> permissions = new ArrayList<>();
        permissions.add(new PermissionText("/etc/x/**", "600"));
        permissions.add(new PermissionText("*.sh", "700"));
        permissions.add(new PermissionText("/etc/x/deep/", "750"));
        declare(new ExtraDirectoryText("etc", "/etc/x", List.of(), List.of(), permissions, Optional.empty()));

        assertThat(directory().modeOfFile(UnixPath.of("/etc/x/a.conf"))).isEqualTo(0600);
        assertThat(directory().modeOfFile(UnixPath.of("/etc/x/deep/a.sh"))).isEqualTo(0700);
        assertThat(directory().modeOfFolder(UnixPath.of("/etc/x/deep"))).isEqualTo(0750);
        assertThat(directory().modeOfFile(UnixPath.of("/etc/y/a.sh"))).isEqualTo(0700);
        assertThat(directory().modeOfFile(UnixPath.of("/etc/y/a"))).isEqualTo(0644);
    }

    @ParameterizedTest
    @CsvSource({"9999:9999, 9999:9999", "12345:0, 12345:0", "12345, 12345", "flink, 9999:9999", "root, 0", "0:5, 0:5"})
    void ownerIsAUserOfTheImage(String written, String owner) {
        own(written);

        assertThat(directory().owner()).hasToString(owner);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "9999:flink", "-1", "9999:", ":0", ""})
    void whoIsNoUserIsAProblem(String owner) {
        own(owner);

        assertThat(problem().toText()).contains("[PYF-065] `%s` in `<owner>` of `etc`".formatted(owner));
    }

    /** All of one folder and of another. */
    @Test
    void allProblemsAreToldAtOnce() {
        declare(
                new ExtraDirectoryText(
                        "etc",
                        "",
                        List.of("!a", "../b"),
                        List.of(""),
                        List.of(new PermissionText("", "8"), new PermissionText("/a/..", "755")),
                        Optional.of("ann")),
                text("", "relative"),
                text("nowhere", "/proc/x"),
                text("etc/a.conf", "/etc/x"));

        assertThat(problems())
                .extracting(problem -> problem.code() + " " + problem.what())
                .containsExactly(
                        "PYF-065 `etc` in `<extraDirectories>` has no place in the image",
                        "PYF-065 `!a` in `<includes>` of `etc` names no files",
                        "PYF-065 `../b` in `<includes>` of `etc` names no files",
                        "PYF-065 `` in `<excludes>` of `etc` names no files",
                        "PYF-065 `` in `<permissions>` of `etc` names no files",
                        "PYF-065 `8` in `<permissions>` of `etc` are no permissions",
                        "PYF-065 `/a/..` in `<permissions>` of `etc` names no files",
                        "PYF-065 `ann` in `<owner>` of `etc` is no user of the image",
                        "PYF-065 an `<extraDirectory>` does not say what it takes",
                        "PYF-065 `relative` in `<into>` of `` is no place for files of an image",
                        "PYF-077 `nowhere` in `<extraDirectories>` is no folder that can be read",
                        "PYF-065 `/proc/x` in `<into>` of `nowhere` is no place for files of an image",
                        "PYF-077 `etc/a.conf` in `<extraDirectories>` is no folder that can be read");
        assertThat(problems().get(12).remedies()).first().asString().contains("<include>/a.conf</include>");
        assertThat(problems()).extracting(Problem::remedies).noneMatch(List::isEmpty);
    }
}
