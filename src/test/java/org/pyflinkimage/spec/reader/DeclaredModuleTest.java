package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.JobEntry;

/** A job that is run as a module, its arguments, and where its sources are. */
class DeclaredModuleTest extends DeclarationFixture {

    private JobEntry entry() {
        return spec().job().orElseThrow().entry();
    }

    @Test
    void moduleAloneIsAJob() throws IOException {
        file("src/app.py");
        file("src/core/job.py");
        declare(Element.MODULE, "src.app");

        assertThat(entry()).isEqualTo(new JobEntry.Module("src.app", "src/app.py"));
        assertThat(spec().job().orElseThrow().sources()).containsExactly(folder);
    }

    @Test
    void mavensUsualPlaceComesFirst() throws IOException {
        file("words/count.py");
        file("src/main/python/words/count.py");
        declare(Element.MODULE, "words.count");

        assertThat(spec().job().orElseThrow().sources()).containsExactly(folder.resolve("src/main/python"));
    }

    @Test
    void scriptMayLieInTheProjectsFolderToo() throws IOException {
        file("count.py");
        declare(Element.ENTRY, "count.py");

        assertThat(entry()).isEqualTo(new JobEntry.Script("count.py"));
        assertThat(spec().job().orElseThrow().sources()).containsExactly(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "'a/b.py',              a.b,  a/b.py",
        "'a/b/__main__.py',     a.b,  a/b/__main__.py",
        "'a/b/__init__.py,a/b/__main__.py,a/b.py', a.b, a/b/__main__.py",
        "'a/b.py,a/b/__main__.py', a.b, a/b.py",
        "'m.py',                m,    m.py",
        "'a/b/__init__.py,a/b/__main__.py', a.b.__main__, a/b/__main__.py",
        "'größe/zähler.py',     größe.zähler, größe/zähler.py"
    })
    void fileIsTheOneThatPythonFinds(String files, String module, String expected) throws IOException {
        for (String file : files.split(",", -1)) {
            file("jobs/" + file);
        }
        declare(Element.JOB, "jobs");
        declare(Element.MODULE, module);

        assertThat(entry()).isEqualTo(new JobEntry.Module(module, expected));
    }

    @ParameterizedTest
    @CsvSource({
        "src.ap,        src.app",
        "src/app.py,    src.app",
        "./src/app.py,  src.app",
        "src\\app.py,   src.app",
        "src.app.py,    src.app",
        "app,           src.app",
        "project.src.app, src.app",
        "src.sub,       src.sub.deep",
        "src.appp,      src.app"
    })
    void otherModuleIsToldWithTheNearest(String module, String near) throws IOException {
        file("jobs/src/__init__.py");
        file("jobs/src/app.py");
        file("jobs/src/sub/deep.py");
        file("jobs/src/notes.txt");
        declare(Element.JOB, "jobs");
        declare(Element.MODULE, module);

        assertThat(problem().toText())
                .contains(
                        "PYF-260",
                        "`" + module + "` in `<module>` is no module of `jobs`",
                        "-Dpyflink.module=" + near + ")");
    }

    @Test
    void packageIsRunByAFileOfItsOwn() throws IOException {
        file("jobs/src/__init__.py");
        file("jobs/src/app.py");
        declare(Element.JOB, "jobs");
        declare(Element.MODULE, "src");

        assertThat(problem().toText()).contains("it is a package, which is run by its `__main__.py`", "=src.app)");
    }

    @Test
    void modulesThatThereAreAreToldWhereNoneIsNear() throws IOException {
        file("jobs/one.py");
        file("jobs/two/__main__.py");
        file("jobs/.hidden/x.py");
        file("jobs/no-module.py");
        declare(Element.JOB, "jobs");
        declare(Element.MODULE, "entirely.different");

        assertThat(problem().toText())
                .contains("there are `one`, `two`", "-Dpyflink.job")
                .doesNotContain("hidden", "no-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a..b", ".a", "a.", "a b", "1a", "a-b"})
    void otherTextIsNoModule(String text) throws IOException {
        file("x.py");
        file("jobs/y.py");
        declare(Element.JOB, "jobs");
        declare(Element.MODULE, text);

        assertThat(problem().code()).isEqualTo("PYF-260");
    }

    @Test
    void oneFileIsAModule() throws IOException {
        file("count.py");
        declare(Element.JOB, "count.py");
        declare(Element.MODULE, "count");
        assertThat(entry()).isEqualTo(new JobEntry.Module("count", "count.py"));

        declare(Element.MODULE, "cout");
        assertThat(problem().toText()).contains("PYF-260", "-Dpyflink.module=count)");
    }

    @Test
    void moduleInThePlaceOfAFileIsToldWhereItBelongs() throws IOException {
        file("jobs/src/app.py");
        declare(Element.JOB, "jobs");
        declare(Element.ENTRY, "src.app");

        assertThat(problem().toText())
                .contains("PYF-031", "it is a module of the job", "`<job><module>src.app</module></job>`");
    }

    @Test
    void fileAndModuleExcludeEachOther() throws IOException {
        file("jobs/src/app.py");
        declare(Element.JOB, "jobs");
        declare(Element.ENTRY, "src/app.py");
        declare(Element.MODULE, "src.app");

        assertThat(problem().toText()).contains("PYF-259", "-Dpyflink.module=src.app", "-Dpyflink.entry=src/app.py");
    }

    @Test
    void folderNeedsOneOfThem() throws IOException {
        file("jobs/src/app.py");
        declare(Element.JOB, "jobs");

        assertThat(problem().toText()).contains("PYF-031", "-Dpyflink.entry", "-Dpyflink.module");
    }

    @Test
    void whatIsRunMayLieInAnyOfSeveralFolders() throws IOException {
        file("conf/dev/config.ini");
        file("src/app.py");
        file("model.py");
        declare(Element.JOB, "conf", "src", "model.py");
        declare(Element.MODULE, "app");
        assertThat(entry()).isEqualTo(new JobEntry.Module("app", "app.py"));
        assertThat(spec().job().orElseThrow().sources())
                .containsExactly(folder.resolve("conf"), folder.resolve("src"), folder.resolve("model.py"));

        declare(Element.MODULE, "model");
        assertThat(entry()).isEqualTo(new JobEntry.Module("model", "model.py"));
    }

    /** A package whose parts lie in several folders, none of which is whole. */
    @Test
    void packageMayLieInSeveralFolders() throws IOException {
        file("bases/shop/pipeline/__init__.py");
        file("bases/shop/pipeline/core.py");
        file("components/shop/dates/__init__.py");
        declare(Element.JOB, "bases", "components");
        declare(Element.MODULE, "shop.pipeline.core");

        assertThat(entry()).isEqualTo(new JobEntry.Module("shop.pipeline.core", "shop/pipeline/core.py"));
        assertThat(spec().job().orElseThrow().sources())
                .containsExactly(folder.resolve("bases"), folder.resolve("components"));
    }

    @Test
    void scriptMayLieInAnyOfSeveralFolders() throws IOException {
        file("conf/dev/config.ini");
        file("src/app.py");
        declare(Element.JOB, "conf", "src");
        declare(Element.ENTRY, "app.py");

        assertThat(entry()).isEqualTo(new JobEntry.Script("app.py"));
    }

    @Test
    void eachFolderHasToBeThere() throws IOException {
        file("src/app.py");
        declare(Element.JOB, "one", "src", "other");
        declare(Element.MODULE, "app");

        assertThat(problems())
                .extracting(problem -> problem.code() + " " + problem.what())
                .containsExactly(
                        "PYF-030 the job's sources `one` are not there",
                        "PYF-030 the job's sources `other` are not there");
    }

    @Test
    void argumentsAreThoseOfTheJobAsOftenAsTheyStand() throws IOException {
        file("src/app.py");
        declare(Element.MODULE, "src.app");
        declaration.withExactly(Element.ARGUMENTS, List.of("-v", "-v", " a ", "$x"));

        assertThat(spec().job().orElseThrow().arguments()).containsExactly("-v", "-v", " a ", "$x");
    }

    @Test
    void argumentsWithoutAJobAreAProblem() {
        declaration.withExactly(Element.ARGUMENTS, List.of("-v"));

        assertThat(problem().toText()).contains("PYF-261", "-Dpyflink.arguments", "-Dpyflink.module");
    }

    @ParameterizedTest
    @EnumSource(names = {"INCLUDES", "EXCLUDES", "FILES", "ARCHIVES", "JARS"})
    void partsWithoutAJobAreAProblem(Element part) {
        declare(part, "x");

        assertThat(problem().toText()).contains("PYF-261", "or remove " + part.partNamed());
    }

    @Test
    void emptyArgumentIsAProblem() throws IOException {
        file("src/app.py");
        declare(Element.MODULE, "src.app");
        declaration.withExactly(Element.ARGUMENTS, List.of("a", ""));

        assertThat(problem().toText()).contains("PYF-009", "pyflink.arguments");
    }
}
