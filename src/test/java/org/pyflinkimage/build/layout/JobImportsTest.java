package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.build.layout.JobImage.USRLIB;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.JobEntry;
import org.pyflinkimage.value.Problem;

/** What a job imports, against what lies in its image. */
class JobImportsTest {

    @TempDir
    private Path folder;

    private JobImage image;

    @BeforeEach
    void image() {
        image = new JobImage(folder);
    }

    private void file(String name, String text) {
        image.file(name, text);
    }

    private List<Problem> problems(JobEntry entry) {
        return image.problems(entry);
    }

    private List<String> missing(String source) {
        return image.missing(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import os, sys, time, os.path, collections.abc, xml.dom.minidom",
                "import _json, _anything, mmapped, zlib, __main__",
                "import pyflink.table, six.moves.urllib",
                "from pyflink.anything import nothing",
                "import google, google.protobuf.message, google.api.annotations_pb2",
                "from google import protobuf, api",
                "from google.api import annotations_pb2",
                "import linked.inner",
                "try:\n    import pandas\nexcept ImportError:\n    pandas = None",
                "if x:\n    import pandas",
                "import \u00e4/b"
            })
    void whatIsThereIsNoProblem(String source) {
        assertThat(missing(source)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "import pandas as pd, numpy.linalg | pandas,numpy",
                "def f():@    import pandas@    from pandas.io import x | pandas",
                "import google.cloud.storage | google.cloud",
                "from google.cloud import storage | google.cloud",
                "from google import cloud, protobuf | google.cloud",
                "from google.api import http_pb2 | google.api.http_pb2",
                "import notes.data | notes.data",
                "from xgboost import * | xgboost",
                "if __name__ == '__main__':@    import pandas | pandas"
            })
    void whatIsNowhereIsToldOnce(String source, String modules) {
        assertThat(missing(source.replace('@', '\n'))).containsExactly(modules.split(","));
    }

    @Test
    void problemNamesThePackage() {
        file(USRLIB + "job.py", "\nimport yaml\n");

        assertThat(problems(new JobEntry.Script("job.py"))).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
            assertThat(problem.toText())
                    .contains("PYF-266", "`job.py` imports `yaml`", "line 2", "<requirement>pyyaml</requirement>");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "import sklearn.linear_model, scikit-learn",
        "import google.cloud.storage, google-cloud-storage",
        "from google.cloud import storage, google-cloud-storage",
        "import pandas, pandas",
        "import distutils.util, setuptools",
        "import pkg_resources, setuptools==81.0.0"
    })
    void packageIsThatOfWhatIsImported(String source, String distribution) {
        file(USRLIB + "job.py", source);

        assertThat(problems(new JobEntry.Script("job.py"))).singleElement().satisfies(problem -> {
            assertThat(problem.remedies().get(0))
                    .contains("`<requirement>" + distribution + "</requirement>`")
                    .contains("-Dpyflink.requirements=requirements.txt," + distribution + ")");
            assertThat(problem.sources())
                    .singleElement()
                    .asString()
                    .startsWith("pkg:pypi/" + distribution.replaceFirst("=.*", ""));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import utils",
                "import my_module",
                "from google import other",
                "import config.settings",
                "from helpers import x",
                "import google.cloud.nothing"
            })
    void noPackageIsGuessed(String source) {
        file(USRLIB + "job.py", source);

        assertThat(problems(new JobEntry.Script("job.py")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedies())
                        .hasSize(3)
                        .noneMatch(remedy -> remedy.contains("<requirement>") || remedy.contains("requirements.txt"))
                        .anyMatch(remedy -> remedy.contains("`<source>` of `<job><sources>` (-Dpyflink.job)"))
                        .anyMatch(remedy -> remedy.contains("`<requirements>` (-Dpyflink.requirements)")));
    }

    @Test
    void noPackageBringsWhatPackagersLeaveOutOfPython() {
        file(USRLIB + "job.py", "import tkinter.ttk");

        assertThat(problems(new JobEntry.Script("job.py"))).singleElement().satisfies(problem -> {
            assertThat(problem.toText()).contains("`tkinter`", "other builds or releases of Python have it");
            assertThat(problem.remedies()).hasSize(1);
        });
    }

    @Test
    void onlyWhatIsReachedFromTheEntryCounts() {
        file(USRLIB + "src/__init__.py", "import one");
        file(USRLIB + "src/app.py", "from .core import job\nfrom .core.model import read\nimport helper");
        file(USRLIB + "src/core/__init__.py", "from . import deep");
        file(USRLIB + "src/core/deep.py", "from ...outside import x\nimport two");
        file(USRLIB + "src/core/job.py", "from ..infra import settings");
        file(USRLIB + "src/core/model.py", "import three");
        file(USRLIB + "src/infra/settings.py", "import four\nfrom .. import nowhere");
        file(USRLIB + "helper.py", "import five\nimport helper\nfrom . import six");
        file(USRLIB + "tests/test_app.py", "import pytest");
        file(USRLIB + "setup.py", "import setuptools");

        assertThat(problems(new JobEntry.Module("src.app", "src/app.py")))
                .extracting(problem -> problem.what().replaceFirst(".* imports `(.*)`, which .*", "$1"))
                .containsExactlyInAnyOrder("one", "two", "three", "four", "five");
    }

    @Test
    void packageIsReachedByItsMain() {
        file(USRLIB + "words/__init__.py", "");
        file(USRLIB + "words/__main__.py", "import pandas\nfrom .count import x");
        file(USRLIB + "words/count.py", "import numpy");

        assertThat(problems(new JobEntry.Module("words", "words/__main__.py"))).hasSize(2);
    }

    @Test
    void relativeImportsOfAFileAreTold() {
        file(USRLIB + "src/app.py", "import os\nfrom .core import job\nfrom . import other\n");

        assertThat(problems(new JobEntry.Script("src/app.py")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains("PYF-267", "`src/app.py`", "line 2", "-Dpyflink.module=src.app"));
    }

    /** Each remedy is followed, and leads to no other word. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "main.py    | from . import other      | jobs.main    | import other",
                "main.py    | from .core import job    | jobs.main    | from core import job",
                "src/app.py | from .core import job    | src.app      | from src.core import job",
                "src/app.py | from . import core, more | src.app      | from src import core, more",
                "src/app.py | from ..core import job   | jobs.src.app | from core import job",
                "src/app.py | from .. import core      | jobs.src.app | import core",
                "a/b/app.py | from ..core import job   | a.b.app      | from a.core import job",
                "my-job.py  | from .core import job    |              | from core import job",
                "src/app.py | from ...core import job  |              |"
            })
    void waysOutOfARelativeImportLeadOut(String path, String statement, String module, String absolute) {
        file(USRLIB + path, statement + "\n");
        for (String folder : List.of("", "src/", "a/", "a/b/")) {
            Stream.of("core.py", "more.py", "other.py").forEach(name -> file(USRLIB + folder + name, "job = 1\n"));
        }

        List<String> remedies = problems(new JobEntry.Script(path)).get(0).remedies();

        assertThat(remedies.stream().filter(remedy -> remedy.contains("-Dpyflink.module=")))
                .hasSize(module == null ? 0 : 1)
                .allMatch(remedy -> remedy.endsWith("(-Dpyflink.module=" + module + ")"));
        assertThat(remedies).last().asString().endsWith(absolute == null ? "before them" : "`" + absolute + "`");
        if (module != null) {
            String moved = module.startsWith("jobs.") ? "jobs/" : "";
            Stream.of("core.py", "src/core.py").forEach(name -> file(USRLIB + moved + name, "job = 1\n"));
            Stream.of("other.py", "src/more.py").forEach(name -> file(USRLIB + moved + name, ""));
            file(USRLIB + moved + path, statement + "\n");
            assertThat(problems(new JobEntry.Module(module, moved + path))).isEmpty();
        }
        if (absolute != null) {
            file(USRLIB + path, absolute + "\n");
            assertThat(problems(new JobEntry.Script(path))).isEmpty();
        }
    }

    @Test
    void dotsThatLeadOutOfAModulesPackageAreTold() {
        file(USRLIB + "src/app.py", "from ..core import job\n");

        assertThat(problems(new JobEntry.Module("src.app", "src/app.py")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains("PYF-267", "lead out of its package", "beyond top-level package", "jobs.src.app"));
    }

    @Test
    void manyAreToldTogether() {
        String source =
                IntStream.range(0, 50).mapToObj(i -> "import m" + i + "\n").collect(Collectors.joining());
        file(USRLIB + "job.py", source);

        assertThat(problems(new JobEntry.Script("job.py")))
                .hasSize(21)
                .last()
                .extracting(Problem::what)
                .isEqualTo("the job imports 30 more modules that nothing in the image brings, `m20` first of them");
    }

    @Test
    void twentyAreToldOneByOne() {
        String source =
                IntStream.range(0, 20).mapToObj(i -> "import m" + i + "\n").collect(Collectors.joining());
        file(USRLIB + "job.py", source);

        assertThat(problems(new JobEntry.Script("job.py")))
                .hasSize(20)
                .noneMatch(p -> p.what().contains("more modules"));
    }

    @Test
    void starOfANamespaceNamesNoModule() {
        assertThat(missing("from google import *")).isEmpty();
    }

    @Test
    void withoutAStandardLibraryNothingIsSaid() {
        image.remove("/usr/lib/python3.11/os.py");

        assertThat(missing("import pandas")).isEmpty();
    }
}
