package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;

class DeclaredSumsTest {

    private static final String RIGHT = Sha256.of("right").hex();
    private static final String WRONG = Sha256.of("wrong").hex();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "some-name==1 --hash=sha256:%s",
                "Some.Name[extra]==1 ; python_version > '3' \\\n    --hash sha256:%s  # a comment",
                "other==2\nsome_name==1 --hash=sha256:0000 --hash=sha256:%s",
                "some-name==1\t--hash 'sha256:%s'",
                "other==2 # why \\\nsome-name==1 --hash=sha256:%s",
                "some_name @ https://files.example.com/some_name-1-py3-none-any.whl#sha256=%s",
                "./wheels/some_name-1-py3-none-any.whl --hash=sha256:%s",
                "https://files.example.com/some_name-1-py3-none-any.whl#egg=x&sha256=%s",
            })
    void readsRequirements(String text) throws IOException {
        Path file = write("requirements.txt", text.formatted(RIGHT));
        assertThat(problems(file)).isEmpty();

        write("requirements.txt", text.formatted(WRONG));
        assertThat(problems(file)).singleElement().satisfies(DeclaredSumsTest::namesFilePackageAndSums);
    }

    @Test
    void sumsInUtf16AreCompared() throws IOException {
        Path file = folder.resolve("requirements.txt");
        String text = "\ufeffsome-name==1 \\\r\n  --hash=sha256:%s\r\n".formatted(WRONG);
        Files.write(file, text.getBytes(StandardCharsets.UTF_16LE));

        assertThat(problems(file)).singleElement().satisfies(DeclaredSumsTest::namesFilePackageAndSums);
    }

    @Test
    void readsFilesThatRequirementsName() throws IOException {
        Path file = write("requirements.txt", "-r more.txt\nsome-name\n");
        write("more.txt", "-c constraints.txt\n");
        write("constraints.txt", "some-name==1 --hash=sha256:" + WRONG);

        assertThat(problems(file).get(0).what()).contains("constraints.txt");
    }

    @Test
    void readsDependenciesOfProjectsAndInlineRequirements() throws IOException {
        String line = "some-name @ https://files.example.com/some_name-1-py3-none-any.whl#sha256=" + WRONG;
        Path file = write("pyproject.toml", "[project]\ndependencies = ['%s']\n".formatted(line));

        assertThat(problems(file)).hasSize(1);
        assertThat(DeclaredSums.of(DeclaredRequirements.read(
                                DiskProject.requirements(List.of(line)), DiskProject.ENVIRONMENT))
                        .problems(List.of(found()))
                        .get(0)
                        .what())
                .isEqualTo("`some-name==1` is not the file that `<requirements>` fixes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wheels = [%1$s]", "sdist = %1$s", "wheels = [{ hash = 'sha256:00' }]\nsdist = %1$s"})
    void readsUvsLock(String files) throws IOException {
        String lock = "[[package]]\nname = 'some-name'\nversion = '1'\n" + files;
        String file = "{ url = 'https://files.example.com/some_name-1-py3-none-any.whl', hash = 'sha256:%s' }";
        Path path = write("uv.lock", lock.formatted(file.formatted(RIGHT)));
        assertThat(problems(path)).isEmpty();

        write("uv.lock", lock.formatted(file.formatted(WRONG)));
        assertThat(problems(path)).singleElement().satisfies(DeclaredSumsTest::namesFilePackageAndSums);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wheels = [%1$s]", "sdist = %1$s", "archive = %1$s"})
    void readsPylocks(String files) throws IOException {
        String lock = "[[packages]]\nname = 'some-name'\nversion = '1'\n" + files;
        String file = "{ path = 'some_name-1-py3-none-any.whl', hashes = { sha256 = '%s' } }";
        Path path = write("pylock.dev.toml", lock.formatted(file.formatted(RIGHT)));
        assertThat(problems(path)).isEmpty();

        write("pylock.dev.toml", lock.formatted(file.formatted(WRONG)));
        assertThat(problems(path)).singleElement().satisfies(DeclaredSumsTest::namesFilePackageAndSums);
    }

    @Test
    void everyFileHasToPermit() throws IOException {
        Path one = write("one.txt", "some-name==1 --hash=sha256:" + RIGHT);
        Path two = write("two.txt", "some-name==1 --hash=sha256:" + WRONG);

        assertThat(problems(one, two)).hasSize(1);
    }

    @Test
    void otherAlgorithmsAreNotPassedOver() throws IOException {
        Path file = write("requirements.txt", "some-name==1 --hash=sha512:00\n");

        assertThat(problems(file)).extracting(Problem::code).containsExactly("PYF-492");
    }

    @Test
    void withoutSumsEverythingIsPermitted() throws IOException {
        Path file = write("requirements.txt", "some-name==1\nother==1 --hash=sha256:" + WRONG);

        assertThat(problems(file)).isEmpty();
    }

    @Test
    void oneSumThatCanBeComparedIsEnough() throws IOException {
        Path file = write("requirements.txt", "some-name==1 --hash=sha512:00 --hash=sha256:" + RIGHT);

        assertThat(problems(file)).isEmpty();
    }

    @Test
    void sumsAreReadWhateverTheirCase() throws IOException {
        Path file = write("requirements.txt", "some-name==1 --hash=SHA256:" + RIGHT.toUpperCase(Locale.ROOT));

        assertThat(problems(file)).isEmpty();
    }

    @Test
    void whatCannotBeComparedIsToldWithTheSumToWrite() throws IOException {
        Path file = write("pylock.toml", """
                [[packages]]
                name = 'some-name'
                wheels = [{ url = 'https://files.example.com/some_name-1-py3-none-any.whl', hashes = { md5 = '00' } }]
                """);

        assertThat(problems(file)).singleElement().satisfies(problem -> {
            assertThat(problem.what())
                    .isEqualTo("The sum that `%s` fixes `some-name` by cannot be compared".formatted(file));
            assertThat(problem.remedies())
                    .containsExactly(
                            "write it there: for `some_name-1-py3-none-any.whl` it is sha256:%s".formatted(RIGHT));
        });
    }

    @Test
    void sumsOfTheSameFileAreShownAlone() throws IOException {
        Path file = write("uv.lock", """
                [[package]]
                name = 'some-name'
                wheels = [
                    { url = 'https://files.example.com/some_name-1-py3-none-any.whl', hash = 'sha256:bb' },
                    { url = 'https://files.example.com/some_name-1-cp39-cp39-any.whl', hash = 'sha256:aa' },
                    { filename = 'some_name-1-py3-none-any.whl', hash = 'sha256:cc' },
                ]
                """);

        assertThat(problems(file).get(0).why())
                .containsExactly(
                        "the sum of `some_name-1-py3-none-any.whl` is sha256:" + RIGHT,
                        "`%s` permits for it only sha256:bb, sha256:cc".formatted(file));
    }

    @ParameterizedTest
    @CsvSource({
        "1, only sha256:01",
        "3, 'only sha256:01, sha256:02, sha256:03'",
        "4, 'only sha256:01, sha256:02, sha256:03 and 1 more'",
        "9, 'only sha256:01, sha256:02, sha256:03 and 6 more'"
    })
    void ofManySumsThreeAreShown(int many, String shown) throws IOException {
        String sums = IntStream.rangeClosed(1, many)
                .mapToObj(" --hash=sha256:%02d"::formatted)
                .collect(Collectors.joining());
        Path file = write("requirements.txt", "some-name==1" + sums);

        assertThat(problems(file).get(0).why()).last().isEqualTo("`%s` permits %s".formatted(file, shown));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./some_name-1%2Bcu-py3-none-any.whl",
                "./some_name-1%2bcu-py3-none-any.whl",
                "https://files.example.com/some_name-1+cu-py3-none-any.whl?x=y",
                "..\\wheels\\some_name-1-py3-none-any.whl ; python_version > '3'",
                "./some_name-1-py3-none-any.whl;python_version > '3'"
            })
    void aWheelsNameTellsWhatItsSumIsOf(String address) throws IOException {
        Path file = write("requirements.txt", address + " --hash=sha256:" + WRONG);

        assertThat(problems(file)).hasSize(1);
    }

    @Test
    void aFileIsPermittedWhereEveryDeclarationThatKnowsItPermitsIt() throws IOException {
        Path one = write("one.txt", "some-name==1 --hash=sha256:%s --hash=sha256:%s".formatted(RIGHT, WRONG));
        Path two = write("two.txt", "some-name==1 --hash=sha256:" + WRONG);
        Path other = write("three.txt", "other==1 --hash=sha256:" + WRONG);

        assertThat(permits(found(), one)).isTrue();
        assertThat(permits(found(), other)).isTrue();
        assertThat(permits(found(), two)).isFalse();
        assertThat(permits(found(), one, other, two)).isFalse();
        assertThat(permits(found(Optional.empty()), two)).isTrue();
    }

    private static boolean permits(DistributionFile found, Path... files) {
        return sums(files).permits(found);
    }

    private static void namesFilePackageAndSums(Problem problem) {
        assertThat(problem.toText())
                .contains("[PYF-491] `some-name==1`", "sha256:" + RIGHT, "sha256:" + WRONG)
                .containsPattern("fixes|uv\\.lock|pylock\\.dev\\.toml|requirements\\.txt");
    }

    private List<Problem> problems(Path... files) {
        return sums(files).problems(List.of(found()));
    }

    private static DeclaredSums sums(Path... files) {
        return DeclaredSums.of(DeclaredRequirements.read(DiskProject.requirements(files), DiskProject.ENVIRONMENT));
    }

    private static DistributionFile found() {
        return found(Optional.of(Sha256.parse(RIGHT)));
    }

    private static DistributionFile found(Optional<Sha256> sum) {
        return new DistributionFile(
                NormalizedName.of("some-name"),
                "1",
                "some_name-1-py3-none-any.whl",
                URI.create("https://files.example.com/some_name-1-py3-none-any.whl"),
                sum,
                OptionalLong.of(1));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
