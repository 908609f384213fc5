package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.UnixPath;

/** What sources do to {@code sys.path}: folders that can be read, looks at it, and all else. */
class PathChangesTest {

    private static PathChanges changes(String source) {
        return PythonSource.parse(source.replace('@', '\n')).pathChanges(UnixPath.of("/job/src/app.py"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sys.path.insert(0, '/a') | /a",
                "sys.path.append(\"/a/./b/../c/\") | /a/c",
                "sys.path.append(r'/a'); sys.path.append(u'/b') | /a,/b",
                "sys.path.extend(['/a', '/b']) | /a,/b",
                "sys.path.extend(('/a',)) | /a",
                "sys.path += ['/a'] | /a",
                "sys.path = ['/a'] + sys.path | /a",
                "sys.path = [*sys.path, '/a',] | /a",
                "sys.path = sys.path[1:] + ['/a'] | /a",
                "sys.path[0:0] = ['/a'] | /a",
                "sys.path[:] = ['/a'] + sys.path[:] | /a",
                "import sys as system; system.path.append('/a') | /a",
                "if '/a' not in sys.path: sys.path.append('/a') | /a",
                "sys.path.append(__file__) | /job/src/app.py",
                "sys.path.append(os.path.dirname(__file__)) | /job/src",
                "sys.path.append(dirname(dirname(abspath(__file__)))) | /job",
                "sys.path.append(os.path.dirname(os.path.realpath(__file__)) + '/lib') | /job/src/lib",
                "sys.path.append(os.path.join(os.path.dirname(__file__), '..', 'lib')) | /job/lib",
                "sys.path.append(os.path.join(os.path.dirname(__file__), os.pardir)) | /job",
                "sys.path.append(os.path.dirname(__file__) + os.sep + os.curdir) | /job/src",
                "sys.path.append(os.path.join('/a', '/b')) | /b",
                "sys.path.append(os.path.normpath(os.path.join(__file__, '../..'))) | /job",
                "sys.path.append(str(Path(__file__).parent)) | /job/src",
                "sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / 'lib')) | /job/lib",
                "sys.path.append((Path(__file__).absolute().parent.parent / 'a' / 'b').as_posix()) | /job/a/b",
                "sys.path.append(os.fspath(Path('/a', 'b').joinpath('c', 'd'))) | /a/b/c/d",
                "HERE = os.path.dirname(__file__)@LIB = os.path.join(HERE, 'lib')@sys.path.append(LIB) | /job/src/lib",
                "if x: HERE = '/a'@sys.path.append(HERE) | /a",
                "A = '/a'@A = '/a'@sys.path.append(A) | /a"
            })
    void foldersAreRead(String source, String folders) {
        PathChanges changes = changes(source);

        assertThat(changes.isClear()).isTrue();
        assertThat(changes.folders()).extracting(UnixPath::value).containsExactlyInAnyOrder(folders.split(","));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "import sys, os; sys.exit(0)",
                "print(sys.path)",
                "log.info('%s', sys.path)",
                "for p in sys.path: print(p)",
                "if x in sys.path and sys.path: pass",
                "x = sys.path[0]",
                "x = sys.path[0] == y",
                "sys.path.remove('/a'); sys.path.pop(0); del sys.path[1]",
                "x = len(sorted(sys.path))",
                "print(sys.modules['a'], sys.modules)",
                "from sys import argv, exit",
                "self.path.append(x); path.append(y); self.sys.path.append(z)",
                "cursor.exec('x'); def exec(self): pass",
                "'''run pip install x'''; subprocess.run(['ls'])",
                "sys.path_importer_cache.clear()"
            })
    void looksChangeNothing(String source) {
        PathChanges changes = changes(source);

        assertThat(changes.isClear()).isTrue();
        assertThat(changes.folders()).isEmpty();
        assertThat(changes.workersDiffer()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sys.path.append(x)",
                "sys.path.append('lib')",
                "sys.path.append('/')",
                "sys.path.append(f'/a/{x}')",
                "sys.path.append('/a\\\\tb')",
                "sys.path.append(os.getcwd())",
                "sys.path.append(os.environ['LIB'])",
                "sys.path.append(os.path.expanduser('~/lib'))",
                "sys.path.append(os.path.join(x, 'lib'))",
                "sys.path.append('/a' if x else '/b')",
                "sys.path.append(Path(__file__).parents[x])",
                "sys.path.append(Path(__file__).parents[1:])",
                "sys.path.append(Path(__file__).with_name('x'))",
                "sys.path.append(str('/a', '/b'))",
                "sys.path.append()",
                "sys.path.insert('/a')",
                "sys.path.extend(x)",
                "sys.path.extend(['/a', x])",
                "sys.path += x",
                "sys.path = x",
                "sys.path[0] = x",
                "x = sys.path",
                "add(sys.path)",
                "x = [sys.path]",
                "sys.path.__iadd__(x)",
                "x = sys.path.append",
                "from sys import path",
                "from sys import *",
                "from sys import modules",
                "sys.meta_path.append(x)",
                "sys.path_hooks.insert(0, x)",
                "sys.modules['a'] = x",
                "sys.modules.setdefault('a', x)",
                "sys.modules.update(x)",
                "getattr(sys, 'path').append(x)",
                "setattr(sys, 'path', x)",
                "__import__('sys').path.append(x)",
                "site.addsitedir(x)",
                "exec(x)",
                "subprocess.run([sys.executable, '-m', 'pip', 'install', 'x'])",
                "os.system('pip install x')",
                "pip.main(x)",
                "A = '/a'@A = '/b'@sys.path.append(A)",
                "A = '/a'@A = x@sys.path.append(A)",
                "A = '/a'@A += x@sys.path.append(A)",
                "A = '/a'@for A in x: sys.path.append(A)",
                "A = '/a'@with x as A: sys.path.append(A)",
                "A = '/a'@def f(A): sys.path.append(A)"
            })
    void elseNothingIsClear(String source) {
        assertThat(changes(source).isClear()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env.set_python_requirements(x)",
                "env.add_python_file(x)",
                "t.get_config().set('python.requirements', x)",
                "c.set_python_executable(x)"
            })
    void workersMayBeGivenMore(String source) {
        assertThat(changes(source).workersDiffer()).isTrue();
        assertThat(changes(source).isClear()).isTrue();
    }

    @Test
    void deepAndLongExpressionsAreUnclear() {
        String names = "A = 'aaaaaaaaaaaaaaaaaaaa'\n"
                + "B = A + A + A + A\nA1 = B + B + B + B\n".repeat(1)
                + "C = A1 + A1 + A1 + A1\nD = C + C + C + C\nE = D + D + D + D\nF = E + E\n";

        assertThat(changes(names + "sys.path.append('/' + A1)").isClear()).isTrue();
        assertThat(changes(names + "sys.path.append('/' + F)").isClear()).isFalse();
        assertThat(changes("sys.path.append(" + "(".repeat(900) + "'/a'" + ")".repeat(900) + ")")
                        .isClear())
                .isFalse();
        assertThat(changes("x = [" + "sys.path, ".repeat(5000) + "]").isClear()).isFalse();
    }
}
