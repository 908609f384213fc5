package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.build.layout.JobImage.SITE;
import static org.pyflinkimage.build.layout.JobImage.USRLIB;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.JobEntry;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.value.Problem;

/** Where a job's modules may come from: zips, files that {@code site.py} reads, folders that the job adds, files that were left out. */
class JobModulesTest {

    @TempDir
    private Path folder;

    private JobImage image;

    @BeforeEach
    void image() {
        image = new JobImage(folder);
    }

    @Test
    void zipOfTheJobBringsModulesAndTheirImports() {
        Map<String, String> files = Map.of(
                "rates/__init__.py", "from . import inner\nimport two",
                "rates/inner.py", "import three",
                "single.py", "import four",
                "unused.py", "import five");
        image.file(USRLIB + "libs/a.zip", JobImage.zip(files));
        image.path(USRLIB + "libs/a.zip");

        assertThat(image.missing("import rates.inner, single, absent"))
                .containsExactlyInAnyOrder("absent", "two", "three", "four");
        assertThat(image.problems(new JobEntry.Script("job.py")))
                .anyMatch(problem -> problem.what().startsWith("`libs/a.zip/rates/inner.py` imports `three`"));
    }

    @Test
    void zipBehindAnotherFileIsRead() {
        byte[] zip = JobImage.zip(Map.of("rates.py", ""));
        byte[] whole = new byte[zip.length + 100];
        System.arraycopy(zip, 0, whole, 100, zip.length);
        image.file(USRLIB + "a.egg", whole);
        image.path(USRLIB + "a.egg");

        assertThat(image.missing("import rates, absent")).containsExactly("absent");
    }

    @Test
    void ofAZipThatCannotBeReadNothingIsKnown() {
        image.file(USRLIB + "broken.zip", "PK");
        image.path(USRLIB + "broken.zip");

        assertThat(image.missing("import absent")).isEmpty();
    }

    @Test
    void folderThatIsNotThereMayComeLater() {
        image.path(USRLIB + "nowhere");
        assertThat(image.missing("import absent")).containsExactly("absent");

        image.path("/mnt/libs");
        assertThat(image.missing("import absent")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "../../../share/more | import there",
                "/opt/venv/share/more | import there",
                "# import unknown@@/opt/venv/share/more  @ | import there",
                "/nowhere@/opt/venv/share/more | import there",
                "import sys; sys.path.append('/opt/venv/share/more') | import anything",
                "import sys, os; exec('x') | import anything",
                "import finder | import anything",
                "import found.inner | import anything",
                "import compiled | import anything"
            })
    void pathFilesOfPackagesAreRead(String text, String source) {
        image.file("/opt/venv/share/more/there.py", "");
        image.file(SITE + "finder.py", "import sys\nsys.meta_path.append(object())\n");
        image.file(SITE + "found/__init__.py", "");
        image.file(SITE + "found/inner.py", "import sys\nsys.path_hooks.append(object())\n");
        image.file(SITE + "compiled.cpython-311-x86_64-linux-gnu.so", "");
        assertThat(image.missing(source)).hasSize(1);

        image.file(SITE + "more.pth", text.replace('@', '\n'));

        assertThat(image.missing(source)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import six",
                "import nowhere",
                "import sys, types, os;p = os.path.join(sys._getframe(1).f_locals['sitedir'], *('google',));m = sys.modules.setdefault('google', types.ModuleType('google'))",
                "\n# /opt/venv/share/more\n",
                "relative/nowhere",
                " import six"
            })
    void pathFilesThatAddNothingChangeNothing(String text) {
        image.file("/opt/venv/share/more/there.py", "");
        image.file(SITE + "google-nspkg.pth", text);
        image.file(SITE + ".hidden.pth", "/opt/venv/share/more");
        image.file(SITE + "six/more.pth", "/opt/venv/share/more");

        assertThat(image.missing("import there, absent")).containsExactly("there", "absent");
    }

    /** As {@code <sources>} of two folders are laid out, and as they lie where a variable names both of them. */
    @ParameterizedTest
    @ValueSource(strings = {"", "bases/,components/", "bases/"})
    void packageMayLieInSeveralFolders(String roots) {
        List<String> folders = List.of(roots.split(",", -1));
        String first = folders.get(0);
        String last = roots.isEmpty() ? "" : "components/";
        image.file(USRLIB + first + "shop/pipeline/__init__.py", "");
        image.file(USRLIB + first + "shop/pipeline/core.py", "from shop.dates import year\n");
        image.file(USRLIB + last + "shop/dates/__init__.py", "def year(text):\n    return text\n");
        folders.forEach(folder -> image.path((USRLIB + folder).replaceFirst("/$", "")));

        assertThat(image.missing(new JobEntry.Script(first + "shop/pipeline/core.py")))
                .isEqualTo(roots.equals("bases/") ? List.of("shop.dates") : List.of());
    }

    @Test
    void setuptoolsBringsDistutils() {
        String shim =
                "import os; var = 'SETUPTOOLS_USE_DISTUTILS'; enabled = os.environ.get(var, 'local') == 'local'; enabled and __import__('_distutils_hack').add_shim(); \n";
        image.file(SITE + "distutils-precedence.pth", shim);
        image.file(SITE + "_distutils_hack/__init__.py", "import sys\nsys.meta_path.insert(0, 1)");
        assertThat(image.missing("import distutils.util, absent")).containsExactly("distutils", "absent");

        image.file(SITE + "setuptools/_distutils/__init__.py", "");

        assertThat(image.missing("import distutils.util, absent")).containsExactly("absent");
    }

    @ParameterizedTest
    @CsvSource({
        "import tests.data, tests/data.py, tests/",
        "from tests import data, tests/data.py, tests/",
        "from tests.data import x, tests/data/__init__.py, tests/",
        "import conftest, conftest.py, conftest.py"
    })
    void whatIsLeftOutIsIncluded(String source, String file, String left) {
        image.onDisk("job.py");
        image.onDisk(file);
        image.onDisk("tests/x.txt");
        image.file(USRLIB + "job.py", source);

        Problem problem = only(image.problemsOfProject(List.of()));

        assertThat(problem.why().get(1)).startsWith("`" + left + "` of the job's folder is left out: ");
        assertThat(problem.remedies().get(0)).contains("<include>" + left + "</include>", "-Dpyflink.includes=" + left);
        assertThat(problem.remedies()).hasSize(2);
    }

    /** Of all that is left out, what has the module. */
    @Test
    void whatIsLeftOutIsFoundAmongOthers() {
        image.onDisk("job.py");
        image.onDisk("tests/data.py");
        image.onDisk("conftest.py");
        image.onDisk("build/x.txt");
        for (String module : List.of("conftest", "tests.data")) {
            image.file(USRLIB + "job.py", "import " + module);

            assertThat(only(image.problemsOfProject(List.of())).remedies().get(0))
                    .contains("<include>" + (module.equals("conftest") ? "conftest.py" : "tests/") + "</include>");
        }
    }

    @Test
    void whatIsExcludedIsNot() {
        image.onDisk("job.py");
        image.onDisk("lib/rates.py");
        image.file(USRLIB + "job.py", "import lib.rates");

        Problem problem = only(image.problemsOfProject(List.of("lib/")));

        assertThat(problem.why()).contains("`lib/` of the job's folder is left out: <excludes> has `lib/`");
        assertThat(problem.remedies())
                .hasSize(2)
                .first()
                .isEqualTo("another pattern in `<job><excludes>` (-Dpyflink.excludes)");
    }

    @Test
    void leftOutFolderWithoutTheModuleIsNotMeant() {
        image.onDisk("job.py");
        image.onDisk("build/lib.txt");
        image.file(USRLIB + "job.py", "import build");

        assertThat(only(image.problemsOfProject(List.of())).remedies())
                .hasSize(3)
                .noneMatch(r -> r.contains("include"));
    }

    @Test
    void whatLiesBesideIsNamed() {
        image.onDisk("src/job.py");
        image.onDisk("utils/__init__.py");
        image.file(USRLIB + "job.py", "import utils.text");

        for (Path source : List.of(folder.resolve("src"), folder.resolve("src/job.py"))) {
            assertThat(only(image.problems(new JobSpec(source, "job.py"))).why())
                    .anyMatch(why -> why.contains("utils") == source.endsWith("src") || !why.contains("beside"));
        }
        image.onDisk("src/utils.py");
        Problem problem = only(image.problems(new JobSpec(folder.resolve("src/job.py"), "job.py")));
        assertThat(problem.why().get(1))
                .isEqualTo("`%s` lies beside the job's sources, and is none of them"
                        .formatted(folder.resolve("src/utils.py")));
        assertThat(problem.remedies()).hasSize(2).first().asString().contains("<source>");
    }

    private static Problem only(List<Problem> problems) {
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "import os, sys@sys.path.insert(0, os.path.join(os.path.dirname(__file__), 'lib')) | ",
                "import sys@from pathlib import Path@sys.path.append(str(Path(__file__).parent / 'lib')) | ",
                "import sys@sys.path.append('/opt/flink/usrlib/lib') | ",
                "import sys@sys.path.append('/opt/flink/usrlib/other') | inner",
                "import sys@sys.path.append(x) | none",
                "import sys@sys.path.append('/mnt/libs') | none",
                "import sys@sys.path.append('lib') | none",
                "import sys@print(sys.path) | inner"
            })
    void foldersThatTheJobAddsAreLookedInto(String change, String missing) {
        image.file(USRLIB + "lib/inner.py", "import deep\nimport deeper");
        image.file(USRLIB + "lib/deep.py", "import sys; sys.path.append('/opt/flink/usrlib/more')");
        image.file(USRLIB + "more/deeper.py", "");

        List<String> found = image.missing(change.replace('@', '\n') + "\nimport inner, absent");

        assertThat(found)
                .isEqualTo(
                        missing == null
                                ? List.of("absent")
                                : missing.equals("none") ? List.of() : List.of(missing, "absent"));
    }

    @Test
    void pathThatGrowsWithoutEndIsUnclear() {
        for (int i = 0; i < 30; i++) {
            image.file(USRLIB + "d" + i + "/m" + i + ".py", changing(i + 1));
        }

        assertThat(image.missing(changing(0) + "\nimport absent")).isEmpty();
    }

    private static String changing(int i) {
        return "import sys\nsys.path.append('/opt/flink/usrlib/d%s')\nimport m%s".formatted(i, i);
    }

    @Test
    void modulesThatMayFailMayLackWhatTheyImport() {
        image.file(USRLIB + "fast.py", "import numba\nimport both");
        image.file(USRLIB + "slow.py", "import both\nimport alone");
        image.file(USRLIB + "both.py", "import two");

        assertThat(image.missing("try:\n    import fast\nexcept ImportError:\n    import slow"))
                .isEmpty();
        assertThat(image.missing("try:\n    import fast\nexcept ImportError:\n    import slow\nimport slow"))
                .containsExactlyInAnyOrder("alone", "two");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env.set_python_requirements('requirements.txt')",
                "env.add_python_file(x)",
                "env.add_python_archive('venv.zip')",
                "config.set_string('python.files', x)"
            })
    void workersMayHaveMore(String call) {
        image.file(USRLIB + "rates.py", "import yaml");
        String source = "import pandas\ndef f():\n    import numpy, rates\n    import rates\n";

        assertThat(image.missing(source)).containsExactlyInAnyOrder("pandas", "numpy", "yaml");
        assertThat(image.missing(source + call)).containsExactly("pandas");
        image.setting("python.files");
        assertThat(image.missing(source)).containsExactly("pandas");
        image.setting("python.client.executable");
        assertThat(image.missing(source)).isEmpty();
    }

    @Test
    void moduleThatIsRunIsMain() {
        String source = "if __name__ == '__main__':\n    import one\nelse:\n    import two";
        image.file(USRLIB + "src/__init__.py", source.replace("one", "three").replace("two", "four"));
        image.file(USRLIB + "src/app.py", source + "\nfrom . import __main__");
        image.file(USRLIB + "src/__main__.py", source.replace("one", "five").replace("two", "six"));

        assertThat(image.missing(new JobEntry.Module("src.app", "src/app.py")))
                .containsExactlyInAnyOrder("four", "one");
        assertThat(image.missing(new JobEntry.Module("src", "src/__main__.py")))
                .containsExactlyInAnyOrder("four", "five");
    }
}
