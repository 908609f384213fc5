package org.pyflinkimage.resolve.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.FilePattern;

/** Settings of somebody else that would take hours, were the work not bounded: a machine may have much else to do meanwhile. */
class LongSettingsTest {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final String HEAD = "[project]\nname = 'acme'\nversion = '1'\n";

    @TempDir
    Path folder;

    private static <T> T inTime(Supplier<T> work) {
        return assertTimeoutPreemptively(LONGEST, work::get);
    }

    private static SortedSet<String> files(int count) {
        return IntStream.range(0, count)
                .mapToObj("acme/a%05d.py"::formatted)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aKeyOfAMillionLinesIsRead() {
        SetupCfg cfg = inTime(() -> SetupCfg.parse("[options]\ninstall_requires = a\n" + " b\n".repeat(1_000_000)));

        assertThat(cfg.sections().get("options").get("install_requires"))
                .startsWith("a\nb\nb")
                .hasSize(1 + 2 * 1_000_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import (\n",
                "from a import (\n",
                "import (",
                "__version__:\r",
                "__version__ : ",
                "__version__ =",
                "VERSION = '",
                "'",
                "\"\"\"",
                "#",
                "\\",
                " ",
                "\n",
                "# a\n \n",
                "(\n"
            })
    void aModuleThatSaysTheSameForEverIsReadInItsLengthsTime(String piece) {
        for (String end : new String[] {"", "\n__version__ = '1'\n", ")"}) {
            ModuleText module = new ModuleText(piece.repeat(1_000_000 / piece.length()) + end);

            inTime(() -> module.assigned("__version__"));
            inTime(module::version);
            inTime(module::docstring);
        }
    }

    @Test
    void anImportInBracketsThatEndIsStillSeen() {
        String assigned = "__version__ = '1'\n";

        assertThat(new ModuleText("from a import (\n  __version__)\n" + assigned).assigned("__version__"))
                .isEmpty();
        assertThat(new ModuleText("from a import (b)\nfrom c import __version__\n" + assigned).assigned("__version__"))
                .isEmpty();
        assertThat(new ModuleText("from a import (b)\r\nimport c\r\n__version__ = '1'\r\n").assigned("__version__"))
                .isEqualTo(Optional.of("1"));
        assertThat(new ModuleText("import (\nimport (b\n" + assigned).assigned("__version__"))
                .isEqualTo(Optional.of("1"));
    }

    @Test
    void namesAreComparedInTheirLengthsTime() {
        String name = "a".repeat(250);

        assertThat(inTime(() -> NamePattern.parse("*a".repeat(100) + "b").matches(name)))
                .isFalse();
        assertThat(inTime(() -> NamePattern.parse("*a".repeat(100)).matches(name)))
                .isTrue();
        assertThat(inTime(() -> NamePattern.parse("[".repeat(500_000)).matches(name)))
                .isFalse();
        assertThat(inTime(() -> NamePattern.parse("[]".repeat(500_000)).matches(name)))
                .isFalse();
        assertThat(inTime(() ->
                        NamePattern.parse("[" + "ж".repeat(100_000) + "a]*").matches(name)))
                .isTrue();
    }

    @Test
    void aSetOfManyElementsOverflowsNothing() {
        FilePattern pattern = FilePattern.of("[" + "жщ".repeat(100_000) + "a]*");

        assertThat(inTime(() -> pattern.matches("acme", false))).isTrue();
        assertThat(inTime(() -> pattern.matches("bcme", false))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"global-include *.pyi\n", "prune **/*a*a*a*a*a*a*a*a\n", "include [ab]*/*/*.x\n"})
    void moreComparisonsThanAnyProjectNeedsAreRefused(String line) {
        ManifestTemplate manifest = ManifestTemplate.parse(line.repeat((1 << 20) / line.length()));

        assertThatThrownBy(() -> inTime(() -> manifest.chosen(files(50_000), new TreeSet<>(), new Comparisons())))
                .isInstanceOf(NeedsRunning.class)
                .hasMessage("to compare its settings with its files takes more than 1000 million steps");
    }

    @Test
    void whatALargeProjectNeedsIsCompared() {
        ManifestTemplate manifest = ManifestTemplate.parse("recursive-include acme *.py *.txt *.json\n".repeat(30));

        assertThat(inTime(() -> manifest.chosen(files(20_000), new TreeSet<>(), new Comparisons())))
                .hasSize(20_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "license-files = [REPEAT'acme/*/LICENSE*',REPEAT]",
                "[tool.setuptools]\npackages = ['acme']\n[tool.setuptools.exclude-package-data]\n'*' = [REPEAT'a*.t*t',REPEAT]",
                "[tool.setuptools.packages.find]\ninclude = [REPEAT'*a*a*a*a*b',REPEAT]",
                "[build-system]\nrequires = []\nbuild-backend = 'hatchling.build'\n[tool.hatch.build]\nonly-include = [REPEAT'acme',REPEAT]",
                "[build-system]\nrequires = []\nbuild-backend = 'poetry.core.masonry.api'\n[tool.poetry]\nexclude = [REPEAT'**/*a*b',REPEAT]",
                "dynamic = [REPEAT'version',REPEAT]\n[tool.setuptools.dynamic]\nversion = {attr = 'acme.__version__'}",
            })
    void manyPatternsForManyFilesEndInTime(String settings) throws IOException {
        String[] parts = settings.split("REPEAT", -1);
        String text = parts[0] + parts[1].repeat(1_000_000 / parts[1].length()) + parts[2];
        FolderScene.write(folder, Map.of("pyproject.toml", HEAD + text, "acme/__init__.py", "__version__ = '1'\n"));
        FolderScene.write(
                folder,
                IntStream.range(0, 2_000)
                        .boxed()
                        .collect(Collectors.toMap("acme/data/aaaaaaaaa%04d.txt"::formatted, number -> "")));

        inTime(() -> SourceProject.read(folder));
    }

    @Test
    void theSameTextIsNotReadWithoutEnd() throws IOException {
        FolderScene.write(
                folder,
                Map.of(
                        "pyproject.toml",
                        HEAD + "dynamic = ['readme']\n[tool.setuptools.dynamic]\nreadme = {file = ["
                                + "'README',".repeat(1000) + "]}",
                        "README",
                        "a".repeat(1 << 20),
                        "acme/__init__.py",
                        ""));

        assertThat(inTime(() -> SourceProject.read(folder)).reason())
                .isEqualTo("the texts that its settings name have more than 64 MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "1.", ".1", "1,", "^", "~", "||", "1 ", "^1,"})
    void versionsOfPoetryAreReadOrRefusedInTime(String piece) {
        for (String text : new String[] {piece.repeat(200_000), "1" + piece.repeat(200_000) + "x"}) {
            inTime(() -> {
                try {
                    return PoetryVersions.marker(text);
                } catch (NeedsRunning e) {
                    return e.reason();
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[tool.poetry]\nname = 'acme'\nversion = '1'\nauthors = ['aREPEAT REPEAT<']",
                "[tool.poetry]\nname = 'acme'\nversion = '1'\n[tool.poetry.dependencies]\na = '^1REPEAT.1REPEAT'",
                "[tool.poetry]\nname = 'acme'\nversion = '1'\npackages = [{include = 'acme', to = 'aREPEATaREPEAT'}]",
            })
    void textsOfPoetryAreReadOrRefusedInTime(String settings) throws IOException {
        String[] parts = settings.split("REPEAT", -1);
        String head = "[build-system]\nrequires = []\nbuild-backend = 'poetry.core.masonry.api'\n";
        FolderScene.write(
                folder,
                Map.of(
                        "pyproject.toml",
                        head + parts[0] + parts[1].repeat(400_000) + parts[2],
                        "acme/__init__.py",
                        ""));

        inTime(() -> SourceProject.read(folder));
    }

    @Test
    void namesOfThousandsOfPartsAreReadOrRefused() throws IOException {
        String name = "a" + ".a".repeat(200_000);
        FolderScene.write(
                folder, Map.of("pyproject.toml", HEAD + "[tool.setuptools]\npackages = ['%s']".formatted(name)));
        assertThat(inTime(() -> SourceProject.read(folder)).reason())
                .startsWith("`a.a.a")
                .hasSizeLessThan(200)
                .endsWith("is no package");

        FolderScene.write(
                folder,
                Map.of(
                        "pyproject.toml",
                        HEAD
                                + "[build-system]\nbuild-backend = 'flit_core.buildapi'\n[tool.flit.module]\nname = '%s'"
                                        .formatted(name)));
        assertThat(inTime(() -> SourceProject.read(folder)).project()).isEmpty();
    }

    @Test
    void settingsOfMoreThanAMebibyteAreRefused() throws IOException {
        for (String name : new String[] {"pyproject.toml", "setup.cfg", "setup.py", "MANIFEST.in"}) {
            FolderScene.write(folder.resolve(name), Map.of("pyproject.toml", HEAD, "acme/__init__.py", ""));
            FolderScene.write(folder.resolve(name), Map.of(name, "# a\n".repeat(1 << 20)));

            assertThat(SourceProject.read(folder.resolve(name)).reason())
                    .isEqualTo("`%s` in it has more than 1 MiB".formatted(name));
        }
    }
}
