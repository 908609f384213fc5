package org.pyflinkimage.resolve.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.spec.FilePattern;

class PatternListTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** As long as the list for Python that many repositories begin with, of lines of the same kinds. */
    private static final String USUAL = """
            # what Python and its compilers write
            __pycache__/
            *.py[cod]
            *$py.class
            *.so
            *.dylib
            # what is made for a release
            build/
            dist/
            develop-eggs/
            eggs/
            .eggs/
            parts/
            sdist/
            wheels/
            downloads/
            lib64/
            site-packages/
            share/python-wheels/
            var/
            *.egg
            *.egg-info/
            *.dist-info/
            .installed.cfg
            MANIFEST
            *.manifest
            *.spec
            pip-log.txt
            pip-delete-this-directory.txt
            # what tests leave
            htmlcov/
            .tox/
            .nox/
            .coverage
            .coverage.*
            .cache
            nosetests.xml
            junit.xml
            coverage.xml
            *.cover
            *.py,cover
            .hypothesis/
            .pytest_cache/
            cover/
            test-results/
            # translations
            *.mo
            *.pot
            # frameworks
            *.log
            local_settings.py
            db.sqlite3
            db.sqlite3-journal
            instance/
            .webassets-cache
            .scrapy
            docs/_build/
            docs/api/
            .pybuilder/
            target/
            # notebooks and shells
            .ipynb_checkpoints
            profile_default/
            ipython_config.py
            .python-version
            # tools for packages
            Pipfile.lock
            poetry.toml
            .pdm.toml
            .pdm-python
            .pdm-build/
            .pixi/
            __pypackages__/
            # workers
            celerybeat-schedule
            celerybeat.pid
            dump.rdb
            *.rdb
            *.sage.py
            # environments
            .env
            .envrc
            .venv
            env/
            venv/
            ENV/
            env.bak/
            venv.bak/
            # editors
            .spyderproject
            .spyproject
            .ropeproject
            .idea/
            .vscode/
            *.swp
            *~
            # checkers
            /site
            .mypy_cache/
            .dmypy.json
            dmypy.json
            .pyre/
            .pytype/
            cython_debug/
            .ruff_cache/
            # indexes
            .pypirc
            .abstra/
            marimo/_static/
            marimo/_lsp/
            __marimo__/
            .streamlit/secrets.toml
            """;

    @TempDir
    Path folder;

    private static <T> T inTime(Supplier<T> work) {
        return assertTimeoutPreemptively(LONGEST, work::get);
    }

    private static List<String> files(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "src/acme_pipelines/area%02d/part%03d/step%04d/module_%05d.py"
                        .formatted(i / 2500, i / 100, i / 10, i))
                .toList();
    }

    /** As many as a project may have, and five deep. */
    @Test
    void theUsualIgnoredFilesAreComparedWithAsManyFilesAsAProjectMayHave() {
        FolderScene.write(folder, Map.of(".gitignore", USUAL));
        FolderFiles project = new FolderFiles(folder);
        IgnoredFiles ignored = IgnoredFiles.nearest(project);
        PatternList left = new PatternList(
                Stream.of("*.py[cdo]", "/dist", ".DS_Store", "node_modules/", "tests/", "**/data/*.csv")
                        .map(Glob::likeGit)
                        .toList(),
                project.comparisons());

        files(50_000).forEach(project.comparisons()::look);
        long taken = inTime(() -> files(50_000).stream()
                .filter(path -> !left.has(path) && !ignored.has(path))
                .count());

        assertThat(USUAL.lines()).hasSizeGreaterThan(95);
        assertThat(taken).isEqualTo(50_000);
        assertThat(ignored.has("src/build/x.py")).isTrue();
        assertThat(ignored.has("src/acme_pipelines/area01/x.pyc")).isTrue();
        assertThat(ignored.has("docs/_build/deep/x.html")).isTrue();
    }

    /** Each file once asked each line for each of its folders. */
    @Test
    void hatchlingTakesAllFilesOfALargeProject() {
        int count = 12_000;
        FolderScene.write(
                folder,
                Map.of(
                        ".gitignore",
                        USUAL,
                        "pyproject.toml",
                        """
                        [build-system]
                        requires = ['hatchling']
                        build-backend = 'hatchling.build'
                        [project]
                        name = 'acme-pipelines'
                        version = '1'
                        """,
                        "src/acme_pipelines/__init__.py",
                        "",
                        "src/acme_pipelines/build/x.py",
                        ""));
        FolderScene.write(folder, files(count).stream().collect(Collectors.toMap(path -> path, path -> "")));

        SourceProject.Reading reading = inTime(() -> SourceProject.read(folder));

        assertThat(reading.reason()).isEmpty();
    }

    @Test
    void aHundredPatternsWithStarsAreComparedWithAsManyFiles() {
        List<FilePattern> patterns = IntStream.range(0, 100)
                .mapToObj(i -> FilePattern.of("*.part%03d".formatted(i)))
                .toList();
        PatternList list = new PatternList(patterns, new Comparisons());

        assertThat(inTime(() -> files(50_000).stream().noneMatch(list::has))).isTrue();
    }

    @Test
    void thousandsOfPatternsAreRefused() {
        List<FilePattern> patterns = Collections.nCopies(100_000, FilePattern.of("a*/b*a"));
        PatternList list = new PatternList(patterns, new Comparisons());

        assertThatThrownBy(() -> inTime(() -> files(50_000).stream().noneMatch(list::has)))
                .isInstanceOf(NeedsRunning.class);
    }

    /** Whatever is kept and passed over: as each pattern by itself with a file and each folder that it lies in. */
    @Test
    void theLastPatternThatNamesAPathIsFound() {
        List<FilePattern> patterns = Stream.of(
                        "a", "b/", "/a", "*.py", "a/b", "**/c", "a/**", "[ab]*/", "b", "**", "x*", "/b/*/c", "**/a/c",
                        "c.py")
                .map(FilePattern::of)
                .toList();
        List<String> names = List.of("a", "b", "c", "c.py", "ab");
        for (int from = 0; from < patterns.size(); from++) {
            for (int to = from; to <= patterns.size(); to++) {
                List<FilePattern> some = patterns.subList(from, to);
                PatternList list = new PatternList(some, new Comparisons());
                for (int i = 0; i < 625; i++) {
                    List<String> whole =
                            List.of(names.get(i % 5), names.get(i / 5 % 5), names.get(i / 25 % 5), names.get(i / 125));
                    String path = String.join("/", whole.subList(0, 1 + i % 4));
                    assertThat(list.last(path)).as("%s of %s", path, some).isEqualTo(last(some, path));
                    assertThat(list.has(path)).isEqualTo(last(some, path) >= 0);
                }
            }
        }
    }

    private static int last(List<FilePattern> patterns, String path) {
        for (int i = patterns.size() - 1; i >= 0; i--) {
            boolean named = patterns.get(i).matches(path, false);
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                named |= patterns.get(i).matches(path.substring(0, slash), true);
            }
            if (named) {
                return i;
            }
        }
        return -1;
    }
}
