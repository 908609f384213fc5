package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.python.SdistRecipe.Tree;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.PackedArchive;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

class SdistPackingTest {

    private static final String DESCRIPTION = "Name: some-name\nVersion: 1.0\n";
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder;

    private final Map<String, String> files = new LinkedHashMap<>(Map.of("PKG-INFO", DESCRIPTION));
    private final SortedMap<String, Sha256> sums = new TreeMap<>();

    @Test
    void modesAreThoseOfFilesAndPrograms() throws IOException {
        files.put("a/run.sh", "run");
        files.put("a/read.py", "read");
        files.put("bin/tool", "tool");

        Map<String, RegularFile> packed = pack(List.of(new Tree("a", "a", false)), List.of("bin/tool"));

        assertThat(packed.get("a/run.sh").mode()).isEqualTo(0755);
        assertThat(packed.get("a/read.py").mode()).isEqualTo(0644);
        assertThat(packed.get("some_name.data/scripts/tool").mode()).isEqualTo(0755);
        assertThat(packed.get("some_name-1.0.dist-info/METADATA").mode()).isEqualTo(0644);
    }

    @Test
    void firstTreeThatHasAFileTakesIt() throws IOException {
        files.put("src/a/b.py", "b");
        files.put("src/a", "no file is named so, but in this archive");

        Map<String, RegularFile> packed =
                pack(List.of(new Tree("src/a", "one", false), new Tree("src", "two", true)), List.of());

        assertThat(packed).containsKeys("one/b.py", "one").doesNotContainKey("two/a/b.py");
    }

    @ParameterizedTest
    @CsvSource({
        "'#!/usr/bin/env python\nx',        '#!python\nx'",
        "'#!/usr/bin/python3.11\nx',        '#!python\nx'",
        "'#! python3 -s\nx',                '#!python\nx'",
        "'#!/usr/bin/python\r\nx',          '#!python\nx'",
        "'#!/usr/bin/env python\t-u\nx',    '#!python\nx'",
        "'#!python2',                       '#!python'",
        "'#!/usr/bin/pythonista\nx',        '#!/usr/bin/pythonista\nx'",
        "'#!/bin/sh\n# python\nx',          '#!/bin/sh\n# python\nx'",
        "'import x\n#!/usr/bin/python\n',   'import x\n#!/usr/bin/python\n'"
    })
    void firstLineOfAScriptThatNamesAnyPythonIsLeftOpen(String script, String packed) throws IOException {
        files.put("tool", script);

        assertThat(text(pack(List.of(), List.of("tool")).get("some_name.data/scripts/tool")))
                .isEqualTo(packed);
    }

    @Test
    void licensesAreKeptAndNothingElseOfTheTop() throws IOException {
        for (String name : List.of(
                "LICENSE",
                "LICENCE.md",
                "COPYING",
                "NOTICE.txt",
                "AUTHORS",
                "README",
                "license",
                "x.egg-info/LICENSE")) {
            files.put(name, name);
        }

        assertThat(pack(List.of(), List.of()).keySet())
                .containsExactlyInAnyOrder(
                        "some_name-1.0.dist-info/METADATA",
                        "some_name-1.0.dist-info/WHEEL",
                        "some_name-1.0.dist-info/top_level.txt",
                        "some_name-1.0.dist-info/licenses/AUTHORS",
                        "some_name-1.0.dist-info/licenses/COPYING",
                        "some_name-1.0.dist-info/licenses/LICENCE.md",
                        "some_name-1.0.dist-info/licenses/LICENSE",
                        "some_name-1.0.dist-info/licenses/NOTICE.txt");
    }

    @Test
    void licenseThatIsInstalledAsAFileIsNotKeptTwice() throws IOException {
        files.put("LICENSE", "l");
        files.put("NOTICE", "n");

        Map<String, RegularFile> packed = pack(List.of(new Tree("LICENSE", "a/LICENSE", false)), List.of("NOTICE"));

        assertThat(packed)
                .containsKeys("a/LICENSE", "some_name.data/scripts/NOTICE")
                .doesNotContainKeys(
                        "some_name-1.0.dist-info/licenses/LICENSE", "some_name-1.0.dist-info/licenses/NOTICE");
    }

    @Test
    void distInfoSaysWhatWasMade() throws IOException {
        files.put("PKG-INFO", "Name: Some_Name\nVersion: v1.0\n");
        files.put("b/__init__.py", "");
        files.put("a.py", "");
        files.put("x.egg-info/entry_points.txt", "[console_scripts]\nx = a:b\n");

        Map<String, RegularFile> packed =
                pack(List.of(new Tree("b", "b", false), new Tree("a.py", "a.py", false)), List.of());

        assertThat(text(packed.get("some_name-1.0.dist-info/WHEEL"))).isEqualTo("""
                Wheel-Version: 1.0
                Generator: pyflink-maven-plugin
                Root-Is-Purelib: true
                Tag: py3-none-any
                """);
        assertThat(text(packed.get("some_name-1.0.dist-info/top_level.txt"))).isEqualTo("a\nb\n");
        assertThat(text(packed.get("some_name-1.0.dist-info/entry_points.txt")))
                .isEqualTo("[console_scripts]\nx = a:b\n");
    }

    @Test
    void blankEntryPointsAreNone() throws IOException {
        files.put("x.egg-info/entry_points.txt", "\n");

        assertThat(pack(List.of(), List.of())).doesNotContainKey("some_name-1.0.dist-info/entry_points.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tool", "PKG-INFO", "LICENSE"})
    void textsAreSmallerThanMemory(String name) throws IOException {
        files.put("tool", "");
        files.put(name, DESCRIPTION + "\n" + "x".repeat(16 * MEBIBYTE - DESCRIPTION.length() - 2));
        assertThat(pack(List.of(), List.of("tool"))).isNotEmpty();

        files.put(name, files.get(name) + "x");
        assertThatThrownBy(() -> pack(List.of(), List.of("tool")))
                .isInstanceOf(IOException.class)
                .hasMessage(name + " is too large");
    }

    @Test
    void otherDistributionIsRefusedWithTheWayOut() {
        files.put("PKG-INFO", "Name: other\nVersion: 1.0\n");

        assertThat(refusal()).isEqualTo("""
                [PYF-462] the source distribution of `some-name` is no source distribution of it by its PKG-INFO
                  try:    choose another version of it in `<requirements>` (-Dpyflink.requirements)
                  source: a test, checked 2026-11-25""");
    }

    @Test
    void versionThatTheRecipeDoesNotCoverIsNamed() {
        files.put("PKG-INFO", "Name: some-name\nVersion: 2.0\n");

        assertThat(refusal())
                .startsWith("[PYF-463] the source distribution of `some-name` is version `2.0`, which its recipe does"
                        + " not cover\n");
    }

    @Test
    void fileThatTheRecipeWasNotCheckedWithIsNamedByBothSums() throws IOException {
        sums.put("1.0", Sha256.of("another"));

        assertThat(refusal()).startsWith("""
                        [PYF-460] the source distribution of `some-name` is not the file that its recipe was checked with
                          why:    its sum is `%s`, the known one `%s`
                        """.formatted(Sha256.of(tar()), Sha256.of("another")));
    }

    /** Who makes another file of that name has anything in it. */
    @Test
    void fileOfAKnownVersionIsNotReadWhereItsSumIsAnother() throws IOException {
        sums.put("1.0", Sha256.of("another"));
        files.clear();

        assertThat(refusal()).startsWith("[PYF-460]");
    }

    @Test
    void fileOfAnotherKnownVersionThanWasLockedIsTold() throws IOException {
        sums.put("0.9", Sha256.of("another"));
        files.put("PKG-INFO", "Metadata-Version: 1.1\nName: some-name\nVersion: 0.9\n");

        assertThat(refusal()).startsWith("[PYF-460]");
    }

    @Test
    void licensesAreBoundedTogether() {
        String large = " ".repeat(9 << 20);
        files.put("LICENSE", large);
        files.put("NOTICE", large);
        files.put("COPYING", large);
        assertThatCode(() -> pack(List.of(), List.of())).doesNotThrowAnyException();
        files.put("AUTHORS", large);

        assertThatThrownBy(() -> pack(List.of(), List.of()))
                .isInstanceOf(IOException.class)
                .hasMessage("its descriptions and licenses are too large");
    }

    @Test
    void versionWithoutASumIsTakenAsItIs() throws IOException {
        sums.put("1.1", Sha256.of("another"));

        assertThat(pack(List.of(), List.of())).isNotEmpty();
    }

    /** A later one may have a package more, or jars. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            other/__init__.py                  | `other`
            other/a/b/c.py                     | `other`
            deps/more/x.jar                    | `deps/more`
            pyflink2/x.py                      | `pyflink2`
            deps/lib2/x.jar                    | `deps/lib2`
            sub/some_name.egg-info/SOURCES.txt | `sub`
            deps/lib/a/b.jar                   | -
            deps/NOTICE                        | -
            some_name.egg-info/SOURCES.txt     | -
            newmodule.py                       | `newmodule.py`
            _newmodule.py                      | `_newmodule.py`
            newmodule.pyx                      | `newmodule.pyx`
            setuptool.py                       | `setuptool.py`
            deps/newmodule.py                  | `deps/newmodule.py`
            deps/bin/newmodule.py              | `deps/bin/newmodule.py`
            new/module.py                      | `new`
            some_name.egg-info/module.py       | -
            pyflink/newmodule.py               | -
            setup.py                           | -
            setup.cfg                          | -
            pyproject.toml                     | -
            MANIFEST.in                        | -
            noxfile.py                         | -
            conftest.py                        | -
            versioneer.py                      | -
            ez_setup.py                        | -
            test_newmodule.py                  | -
            newmodule_test.py                  | -
            runtests.py                        | -
            run_tests.py                       | -
            tests.py                           | -
            SConstruct.py                      | -
            newmodule.py.txt                   | -
            """)
    void versionThatNobodyLookedAtHasNothingBesideTheRecipes(String file, @Nullable String told) throws IOException {
        List<Tree> trees = List.of(new Tree("pyflink", "pyflink", false), new Tree("deps/lib", "pyflink/lib", false));
        files.put("pyflink/__init__.py", "");
        files.put("deps/lib/x.jar", "x");
        files.put("deps/bin/tool", "x");
        files.put(file, "x");
        sums.put("0.9", Sha256.of("nine"));
        sums.put("0.10", Sha256.of("ten"));

        assertThat(refusal(trees, List.of("deps/bin/tool"))).isEqualTo(told == null ? "" : """
                [PYF-464] the source distribution of `some-name` `1.0` has what its recipe does not know: %s
                  why:    the recipe, for `<2`, would leave that out, and only running its `setup.py` tells whether it is to be installed
                  try:    a version that the recipe was checked with, such as `0.10`: in `<requirements>` (-Dpyflink.requirements), of PyFlink itself `<flink>` (-Dpyflink.flink)
                  try:    or a wheel of it, built once where its code may run: `pip wheel --no-deps --wheel-dir wheels some-name==1.0`, and `./wheels/...whl` in `<requirements>` (-Dpyflink.requirements)
                  try:    or a newer version of this plugin, which may know it
                  source: a test, checked 2026-11-25""".formatted(told));
    }

    @Test
    void fileThatARecipeWasCheckedWithMayHaveAnythingElse() throws IOException {
        files.put("docs/index.md", "x");
        files.put("newmodule.py", "x");
        sums.put("1.0", Sha256.of(tar()));

        assertThat(pack(List.of(), List.of())).isNotEmpty();
    }

    @Test
    void noMoreFoldersAreToldThanHelp() {
        for (int i = 100; i < 150; i++) {
            files.put("folder" + i + "/a", "");
        }

        assertThat(refusal()).contains("`folder109`").doesNotContain("`folder110`");
    }

    private String refusal() {
        return refusal(List.of(), List.of());
    }

    private String refusal(List<Tree> trees, List<String> scripts) {
        try {
            pack(trees, scripts);
            return "";
        } catch (PyFlinkException e) {
            return e.problems().get(0).toText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What is packed, by its path. */
    private Map<String, RegularFile> pack(List<Tree> trees, List<String> scripts) throws IOException {
        SdistRecipe recipe = new SdistRecipe(
                new NormalizedName("some-name"),
                SpecifierSet.parse("<2").orElseThrow(),
                trees,
                scripts,
                List.of(),
                sums,
                "a test",
                LocalDate.of(2026, 11, 25));
        Path archive = folder.resolve("packed");
        Files.deleteIfExists(archive);
        new SdistPacking(recipe, "1.0", tar()).write(archive, "packed");
        Map<String, RegularFile> packed = new LinkedHashMap<>();
        PackedArchive.read(archive)
                .forEach(member -> packed.put(member.path().relative(), (RegularFile) member.node()));
        return packed;
    }

    private static String text(RegularFile file) throws IOException {
        return new String(file.content().open().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Names that end as shell scripts do are programs. */
    private Path tar() throws IOException {
        Path sdist = folder.resolve("sdist.tar.gz");
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(sdist)))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry("some-name-1.0/" + file.getKey());
                entry.setSize(bytes.length);
                entry.setModTime(0);
                entry.setMode(file.getKey().endsWith(".sh") ? 0755 : 0644);
                tar.putArchiveEntry(entry);
                tar.write(bytes);
                tar.closeArchiveEntry();
            }
        }
        return sdist;
    }
}
