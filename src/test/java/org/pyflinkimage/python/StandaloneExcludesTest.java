package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandaloneExcludesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lib/python3.10/test",
                "lib/python3.10/test/test_os.py",
                "lib/python3.10/test/support/__init__.py",
                "lib/python3.10/unittest/test/testmock/x.py",
                "lib/python3.9/lib2to3/tests/data/x.py",
                "lib/python3.10/idlelib/idle_test/x.py",
                "lib/python3.10/idlelib/run.py",
                "lib/python3.10/tkinter/__init__.py",
                "lib/python3.10/turtle.py",
                "lib/python3.10/turtledemo",
                "lib/python3.10/ensurepip/_bundled/pip-23.0.1-py3-none-any.whl",
                "lib/python3.10/lib-dynload/_tkinter.cpython-310-x86_64-linux-gnu.so",
                "lib/python3.10/lib-dynload/_testcapi.cpython-310-x86_64-linux-gnu.so",
                "lib/python3.10/lib-dynload/xxlimited_35.cpython-310-x86_64-linux-gnu.so",
                "lib/python3.10/site-packages/pip/__main__.py",
                "lib/python3.10/site-packages/setuptools-65.5.0.dist-info/RECORD",
                "lib/python3.10/site-packages/distutils-precedence.pth",
                "lib/python3.10/__pycache__/os.cpython-310.pyc",
                "lib/python3.10/json/__pycache__",
                "bin/pip",
                "bin/pip3.10",
                "bin/idle3",
                "bin/idle3.10",
                "lib/tcl8.6/init.tcl",
                "lib/tk8.6",
                "lib/itcl4.2.2/libitcl4.2.2.so",
                "lib/thread2.8.7/x",
                "lib/libtcl9.0.so",
                "lib/libtk8.6.so"
            })
    void testsAndTkAndPipAndByteCodeAreLeftOut(String path) {
        assertThat(StandaloneExcludes.exclude(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bin/python3",
                "bin/python3.10-config",
                "bin/2to3-3.10",
                "bin/pydoc3",
                "lib/libpython3.10.so.1.0",
                "lib/libpython3.so",
                "lib/python3.10/LICENSE.txt",
                "lib/python3.10/os.py",
                "lib/python3.10/threading.py",
                "lib/python3.10/token.py",
                "lib/python3.10/unittest/mock.py",
                "lib/python3.10/doctest.py",
                "lib/python3.10/lib-dynload/_crypt.cpython-310-x86_64-linux-gnu.so",
                "lib/python3.10/site-packages",
                "lib/python3.10/site-packages/README.txt",
                "lib/pkgconfig/python3.pc",
                "share/terminfo/x/xterm",
                "share/man/man1/python3.1",
                "licenses/LICENSE.openssl.txt"
            })
    void allElseStays(String path) {
        assertThat(StandaloneExcludes.exclude(path)).isFalse();
    }
}
