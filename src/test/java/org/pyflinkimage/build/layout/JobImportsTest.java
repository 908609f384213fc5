package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.python.ModulePath;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.VirtualEnvironment;
import org.pyflinkimage.spec.JobEntry;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;

/** What a job imports, against what lies in its image. */
class JobImportsTest {

    private static final String SITE = "/opt/venv/lib/python3.11/site-packages/";
    private static final String USRLIB = "/opt/flink/usrlib/";

    private final FileTree tree = new FileTree();
    private final List<UnixPath> path = new ArrayList<>(List.of(UnixPath.of("/opt/flink/usrlib")));

    @BeforeEach
    void image() {
        file("/usr/lib/python3.11/os.py", "");
        file("/usr/lib/python3.11/collections/__init__.py", "");
        file("/usr/lib/python3.11/xml/__init__.py", "");
        file("/usr/lib/python3.11/lib-dynload/_json.cpython-311-x86_64-linux-gnu.so", "");
        file("/usr/lib/python3.11/lib-dynload/mmapped.cpython-311-x86_64-linux-gnu.so", "");
        file(SITE + "pyflink/__init__.py", "");
        file(SITE + "six.py", "");
        file(SITE + "google/protobuf/__init__.py", "");
        file(SITE + "google/api/annotations_pb2.py", "");
        file(SITE + "notes/data.txt", "");
        tree.add(origin(), UnixPath.of(SITE + "linked"), FileNode.link("/elsewhere"));
    }

    private static Origin origin() {
        return new Origin(LayerName.JOB, "test");
    }

    private void file(String name, String text) {
        tree.add(origin(), UnixPath.of(name), FileNode.file(Content.of(text)));
    }

    private List<Problem> problems(JobEntry entry) {
        VirtualEnvironment environment = new VirtualEnvironment(
                UnixPath.of("/opt/venv"),
                PythonVersion.parse("3.11.2").orElseThrow(),
                UnixPath.of("/usr/bin/python3.11"));
        return new JobImports(tree, ModulePath.of(tree, path, environment))
                .problems(new JobSpec(Path.of("/job"), "job.py").with(entry));
    }

    private List<String> missing(String source) {
        file(USRLIB + "job.py", source);
        return problems(new JobEntry.Script("job.py")).stream()
                .map(problem -> problem.what().replaceFirst(".* imports `(.*)`, which .*", "$1"))
                .toList();
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
        "from google import other, google-other",
        "import my_module, my_module"
    })
    void packageIsThatOfWhatIsImported(String source, String distribution) {
        file(USRLIB + "job.py", source);

        assertThat(problems(new JobEntry.Script("job.py")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedies().get(0))
                        .contains("`<requirement>" + distribution + "</requirement>`"));
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

    @Test
    void zipOfTheJobBringsModules() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("rates/__init__.py"));
            zip.putNextEntry(new ZipEntry("single.py"));
        }
        tree.add(origin(), UnixPath.of(USRLIB + "libs/a.zip"), FileNode.file(Content.of(bytes.toByteArray())));
        file(USRLIB + "libs/broken.zip", "PK");
        path.add(UnixPath.of(USRLIB + "libs/a.zip"));
        path.add(UnixPath.of(USRLIB + "libs/broken.zip"));
        path.add(UnixPath.of("/nowhere"));

        assertThat(missing("import rates.inner, single, absent")).containsExactly("absent");
    }

    @Test
    void withoutAStandardLibraryNothingIsSaid() {
        tree.remove(UnixPath.of("/usr/lib/python3.11/os.py"));

        assertThat(missing("import pandas")).isEmpty();
    }
}
