package org.pyflinkimage.resolve.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders that only running something could make a wheel of, and those that would lead somewhere else. */
class RefusedFoldersTest {

    private static final String HEAD = "[project]\nname = 'acme'\nversion = '1'\n";

    @TempDir
    Path place;

    private Path folder() throws IOException {
        return Files.createDirectories(place.resolve("folder"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [project]~name = 'acme'                                               | no `version`
            [project]~version = '1'                                               | no `name`
            [project]~name = 'ac me'~version = '1'                                | `name` is no distribution's
            [project]~name = 'acme'~version = 'one'                               | `version` is none: `one`
            [project]~name = 'acme'~dynamic = ['version']                         | `dynamic` of `version`
            HEAD dynamic = ['dependencies']                                       | `dynamic` of `dependencies`
            HEAD dependencies = ['a @ git+https://example.com/a']                 | requires `a` by an address
            HEAD dependencies = ['=1']                                            | is no requirement
            HEAD dependencies = 'a'                                               | is no list of texts
            HEAD description = "a\\nb"                                            | more than one line
            HEAD [build-system]~requires = ['setuptools', 'cython']               | `cython` takes part
            HEAD [build-system]~requires = []~build-backend = 'own'               | backend `own` is none
            HEAD [build-system]~requires = []~build-backend = 'own'~backend-path = ['.'] | `backend-path`
            HEAD [build-system]~build-backend = 'pdm.backend'                     | `pdm.backend` is none
            HEAD [build-system]~build-backend = 'maturin'                         | `maturin` is none
            HEAD [tool.setuptools]~ext-modules = [{name = 'a', sources = ['a.c']}] | `ext-modules` in `[tool.setuptools]`
            HEAD [tool.setuptools.cmdclass]~build = 'a.B'                         | `cmdclass`
            HEAD [tool.setuptools.data-files]~etc = ['a']                         | `data-files`
            HEAD [tool.setuptools]~packages = ['other']                           | no folder `other`
            HEAD [tool.setuptools]~packages = ['acme']~package-dir = {acme = '../..'} | leads out of the folder
            HEAD [tool.setuptools]~packages = ['acme']~package-dir = {acme = '/etc'} | leads out of the folder
            HEAD [tool.setuptools]~packages = ['acme']~package-dir = {acme = 'C:/x'} | leads out of the folder
            HEAD [tool.setuptools]~packages = ['../acme']                         | is no package
            HEAD [tool.setuptools]~package-data = {acme = ['../../*']}~packages = ['acme'] | leads out of the folder
            HEAD [tool.setuptools.packages.find]~include = ['[z-a]*']             | the pattern `[z-a]*` in its settings is not understood
            HEAD readme = '../secret.md'                                          | leads out of the folder
            HEAD readme = 'secret.md'                                             | no file in it
            HEAD license-files = ['../*']                                         | leads out of the folder
            HEAD [project.scripts]~'a/b' = 'acme:main'                            | no name of an entry point
            HEAD [tool.distutils.egg_info]~tag_build = '.dev5'                    | `tag_build` in `[egg_info]`
            HATCH [tool.hatch.build.hooks.custom]                                 | a hook takes part
            HATCH [tool.hatch.metadata.hooks.custom]                              | a hook makes its metadata
            HATCH [tool.hatch.build.targets.wheel.shared-data]~a = 'b'            | `shared-data`
            HATCH [tool.hatch.build.targets.wheel.force-include]~'/etc/passwd' = 'acme/x' | leads out of the folder
            HATCH [tool.hatch.build.targets.wheel.force-include]~'acme' = '../x'  | leads out of the folder
            POETRY build = 'build.py'                                             | `build` in `[tool.poetry]`
            POETRY package-mode = false                                           | no package
            POETRY packages = [{include = 'acme', from = '..'}]                   | leads out of the folder
            POETRY packages = [{include = '../acme'}]                             | leads out of the folder
            POETRY packages = [{include = 'other'}]                               | `other`, which is no file
            POETRY [tool.poetry.dependencies]~a = '^1 or ^2'                      | are not understood
            POETRY [tool.poetry.dependencies]~a = {git = 'https://example.com/a'} | takes `a` from a repository of sources
            FLIT [tool.flit.external-data]~directory = 'data'                     | files beside its modules
            FLIT [tool.flit.module]~name = '../acme'                              | no name that Python knows
            UV [tool.uv.build-backend]~data = {scripts = 'x'}                     | `data`
            UV [tool.uv.build-backend]~module-root = '..'                         | leads out of the folder
            UV [tool.uv.build-backend]~module-name = 'other'                      | no `src/other/__init__.py`
            name =                                                                | `pyproject.toml` is no TOML
            """)
    void whatIsNotUnderstoodIsRefused(String text, String reason) throws IOException {
        FolderScene.write(folder(), Map.of("acme/__init__.py", "", "pyproject.toml", expanded(text)));
        Files.writeString(place.resolve("secret.md"), "secret");

        assertRefused(reason);
    }

    private static String expanded(String text) {
        String backend = "[build-system]\nrequires = []\nbuild-backend = '%s'\n";
        return text.replace("~", "\n")
                .replaceFirst("^HEAD ", HEAD)
                .replaceFirst("^HATCH ", HEAD + backend.formatted("hatchling.build"))
                .replaceFirst("^FLIT ", HEAD + backend.formatted("flit_core.buildapi"))
                .replaceFirst("^UV ", HEAD + backend.formatted("uv_build"))
                .replaceFirst(
                        "^POETRY ",
                        backend.formatted("poetry.core.masonry.api") + "[tool.poetry]\nname = 'acme'\nversion = '1'\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            setup.py   | import os~from setuptools import setup~setup()                 | more in it than `setup()`
            setup.py   | from setuptools import setup~setup(name='acme')                | more in it than `setup()`
            setup.cfg  | [metadata]~name = acme~version = 1~[options]~scripts = a.sh     | `scripts` in `[options]`
            setup.cfg  | [metadata]~name = acme~version = attr: acme.version()          | not written down literally
            setup.cfg  | [metadata]~name = acme~version = 1~[options.data_files]~a = b  | `[options.data_files]`
            setup.cfg  | [metadata]~name = acme~version = 1~[options]~packages = find:~package_dir =~  =../x | leads out of the folder
            setup.cfg  | [metadata]~name = acme~version = 1~[egg_info]~tag_build = .dev5 | `tag_build` in `[egg_info]`
            setup.cfg  | [metadata]~name = acme~version = 1~[egg-info]~tag-date = 1  | `tag-date` in `[egg-info]`
            setup.cfg  | [metadata]~name = acme~version = 1~[build_py]~force = 1     | `force` in `[build_py]`
            setup.cfg  | [metadata]~name = acme~version = 1~[build_ext]~inplace = 1  | `inplace` in `[build_ext]`
            setup.cfg  | [metadata]~name = acme~version = 1~[aliases]~bdist_wheel = own | `bdist_wheel` in `[aliases]`
            setup.cfg  | [metadata]~name = acme~version = 1~[bdist_wheel]~python_tag = py311 | `python_tag` in `[bdist_wheel]`
            README.md  | nothing                                                        | neither a `pyproject.toml` nor
            """)
    void otherFilesAreRefused(String name, String text, String reason) throws IOException {
        FolderScene.write(folder(), Map.of("acme/__init__.py", "", name, text.replace('~', '\n')));

        assertRefused(reason);
    }

    @Test
    void severalPackagesAtTheTopAreNoLayout() throws IOException {
        FolderScene.write(folder(), Map.of("a/__init__.py", "", "b/__init__.py", "", "pyproject.toml", HEAD));

        assertRefused("several packages or modules at its top");
    }

    @Test
    void nothingIsCompiled() throws IOException {
        FolderScene.write(
                folder(),
                Map.of(
                        "acme/__init__.py",
                        "",
                        "acme/fast.so",
                        "",
                        "pyproject.toml",
                        HEAD + "[tool.setuptools.package-data]\nacme = ['*']\n"));

        assertRefused("`acme/fast.so` in it is not pure Python");
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        FolderScene.write(folder(), Map.of("acme/__init__.py", "", "pyproject.toml", HEAD + "readme = 'README.md'\n"));
        Files.writeString(place.resolve("secret.py"), "password = 1\n");
        Files.createSymbolicLink(folder().resolve("README.md"), place.resolve("secret.py"));
        assertRefused("`README.md` in it is a link");

        Files.delete(folder().resolve("README.md"));
        Files.writeString(folder().resolve("README.md"), "");
        Files.createSymbolicLink(folder().resolve("acme/stolen.py"), place.resolve("secret.py"));
        assertRefused("`acme/stolen.py` in it is a link");

        Files.delete(folder().resolve("acme/stolen.py"));
        Files.createSymbolicLink(folder().resolve("other"), Files.createDirectories(place.resolve("elsewhere")));
        Files.writeString(folder().resolve("pyproject.toml"), HEAD + "[tool.setuptools]\npackages = ['other']\n");
        assertRefused("`other` in it is a link");
    }

    /** Source distributions have such sections, and older projects. */
    @Test
    void commandsThatAreToldNothingAreLeftAlone() throws IOException {
        FolderScene.write(
                folder(),
                Map.of(
                        "acme/__init__.py",
                        "",
                        "pyproject.toml",
                        HEAD + "[tool.distutils.bdist_wheel]\nuniversal = true\n",
                        "setup.cfg",
                        "[egg_info]\ntag_build = \ntag_date = 0\n[bdist_wheel]\nuniversal = 1\n[aliases]\ntest = pytest\n[flake8]\nmax-line-length = 99\n"));

        assertThat(SourceProject.read(folder()).reason()).isEmpty();
    }

    /** What is listed once counts once, whatever asks for it. */
    @Test
    @Timeout(60)
    void manyFilesInManyPackagesAreTaken() throws IOException {
        Path deep = Files.createDirectories(folder().resolve("src/acme/a/b"));
        for (int i = 0; i < 7_000; i++) {
            Files.createFile(deep.resolve("m%s.py".formatted(i)));
        }
        Files.createDirectories(folder().resolve("src/acme/" + "p/".repeat(300)));
        FolderScene.write(
                folder(), Map.of("src/acme/__init__.py", "", "MANIFEST.in", "graft src\n", "pyproject.toml", HEAD));

        assertThat(SourceProject.read(folder()).reason()).isEmpty();
    }

    /** A line in a text says nothing, and what is imported is not what stands there. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            \"""~__version__ = "0.1"~\"""~from ._v import __version__          | ''
            r'''~__version__ = "0.1"~'''                                     | ''
            __version__ = "0.1"~from ._v import __version__                  | ''
            from ._v import (~    x,~    __version__,~)~__version__ = "0.1"  | ''
            from ._v import other~__version__ = "0.1"                        | 0.1
            x = "it's"  # don't~__version__ = "0.1"  # it's                  | 0.1
            r\"""~__version__ = "0.2"~\"""~__version__ = "0.1"                 | 0.1
            """)
    void versionsStandInThePrograms(String text, String version) {
        assertThat(new ModuleText(text.replace('~', '\n'))
                        .assigned("__version__")
                        .orElse(""))
                .isEqualTo(version);
    }

    /** As Python's fnmatch has them: a bracket that no set goes with stands for itself. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            acme       | true
            [ab]cme    | true
            [!b]cme    | true
            [!a]cme    | false
            [[]acme    | false
            [[a]cme    | true
            []a]cme    | true
            [!]        | false
            [!]b]cme   | true
            [a-c]?me   | true
            [-a]*      | true
            [&&a]cme   | true
            [^b]cme    | false
            [acme      | false
            """)
    void patternsOfNamesAreThoseOfPython(String pattern, boolean matches) {
        assertThat(NamePattern.parse(pattern).matches("acme")).isEqualTo(matches);
    }

    @Test
    void longHeadsOfCommentsAreRead() throws IOException {
        String comments = "# one of very many lines\n".repeat(20_000);
        FolderScene.write(
                folder(),
                Map.of(
                        "acme/__init__.py",
                        comments + "\"\"\"Of acme.\"\"\"\n__version__ = '1'\n",
                        "setup.py",
                        comments + "from setuptools import setup\nsetup()\n",
                        "pyproject.toml",
                        HEAD));
        assertThat(SourceProject.read(folder()).project()).isPresent();

        Files.writeString(
                folder().resolve("pyproject.toml"),
                "[project]\nname = 'acme'\ndynamic = ['version', 'description']\n[build-system]\nrequires = []\nbuild-backend = 'flit_core.buildapi'\n");
        assertThat(SourceProject.read(folder()).project().orElseThrow().version())
                .isEqualTo("1");
    }

    /** What a build backend would read or take by a link is not left out silently. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            setup.py             | file   | HEAD
            setup.cfg            | file   | HEAD
            MANIFEST.in          | file   | HEAD
            pyproject.toml       | file   | ''
            src/acme/helpers     | folder | HEAD
            src/acme/helpers     | folder | HEAD [tool.setuptools.packages.find]~where = ['src']~namespaces = false
            src/acme/helpers     | folder | HEAD [tool.setuptools]~packages = ['acme']~package-dir = {'' = 'src'}
            src/other            | folder | HEAD
            src/other.py         | file   | HEAD
            src/acme/data        | folder | HEAD [tool.setuptools.package-data]~acme = ['data/*.json']
            src/acme/helpers     | folder | HATCH
            src/acme/helpers     | folder | HATCH [tool.hatch.build]~include = ['src/acme/**/*.py']
            src/acme/helpers     | folder | POETRY
            src/acme/helpers     | folder | UV
            src/acme/helpers     | folder | FLIT description = 'of acme'
            """)
    void whatLinksLeadToIsNotLeftOut(String link, String kind, String text) throws IOException {
        FolderScene.write(place, Map.of("kept/file", "import os\n", "kept/folder/__init__.py", "x = 1\n"));
        FolderScene.write(folder(), Map.of("src/acme/__init__.py", ""));
        if (!text.isEmpty()) {
            Files.writeString(folder().resolve("pyproject.toml"), expanded(text + " "));
        }
        Files.createSymbolicLink(folder().resolve(link), place.resolve("kept/" + kind));

        assertRefused("`%s` in it is a link, and no link is followed".formatted(link));
    }

    /** A link that no wheel would have in it harms nobody. */
    @Test
    void otherLinksAreLeftAlone() throws IOException {
        FolderScene.write(folder(), Map.of("acme/__init__.py", "", "pyproject.toml", HEAD));
        Files.createSymbolicLink(folder().resolve("latest"), place.resolve("nowhere"));
        Files.createSymbolicLink(folder().resolve("docs"), Files.createDirectories(place.resolve("manual")));

        assertThat(SourceProject.read(folder()).project()).isPresent();
    }

    @Test
    void hugeFilesAndNamesOfNoSystemAreRefused() throws IOException {
        FolderScene.write(folder(), Map.of("acme/__init__.py", "", "pyproject.toml", HEAD));
        Path huge = folder().resolve("acme/huge.py");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(300L << 20);
        }
        assertRefused("`acme/huge.py` in it has more than 256 MiB");

        Files.move(huge, folder().resolve("setup.cfg"));
        assertRefused("`setup.cfg` in it has more than 1 MiB");

        Files.delete(folder().resolve("setup.cfg"));
        Files.writeString(folder().resolve("acme/a\nb.py"), "");
        assertRefused("the name of `acme/a?b.py` in it is no text");
    }

    @Test
    void textsAreWrittenInUtf8() throws IOException {
        FolderScene.write(folder(), Map.of("acme/__init__.py", ""));
        Files.write(folder().resolve("pyproject.toml"), new byte[] {'#', (byte) 0xff});

        assertRefused("`pyproject.toml` in it is not written in UTF-8");
    }

    @Test
    void sameFilesGiveTheSameBytes() throws IOException {
        FolderScene.write(folder(), Map.of("acme/__init__.py", "x = 1\n", "acme/b.py", "", "pyproject.toml", HEAD));
        Path first = wheel("first");
        Files.setLastModifiedTime(folder().resolve("acme/b.py"), FileTime.fromMillis(0));
        Files.createDirectories(folder().resolve("acme/__pycache__"));
        Files.writeString(folder().resolve("acme/__pycache__/b.pyc"), "");
        java.util.TimeZone before = java.util.TimeZone.getDefault();
        try {
            java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone("Pacific/Kiritimati"));

            assertThat(wheel("second")).hasSameBinaryContentAs(first);
        } finally {
            java.util.TimeZone.setDefault(before);
        }
        Files.writeString(folder().resolve("acme/b.py"), "y = 2\n");
        assertThat(Files.readAllBytes(wheel("third"))).isNotEqualTo(Files.readAllBytes(first));
    }

    private Path wheel(String name) throws IOException {
        Path wheel = place.resolve(name + ".whl");
        SourceProject.read(folder()).project().orElseThrow().write(wheel);
        return wheel;
    }

    private void assertRefused(String reason) throws IOException {
        SourceProject.Reading reading = SourceProject.read(folder());
        assertThat(reading.project()).as("refused").isEmpty();
        assertThat(reading.reason()).contains(reason).doesNotContain("secret\n", "password");
    }
}
