package org.pyflinkimage.resolve.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pyflinkimage.resolve.sources.SdistScene.acme;
import static org.pyflinkimage.resolve.sources.SdistScene.pkgInfo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Source distributions that are read, and those that only running them would tell of, or that nobody should unpack. */
class ReadSdistsTest {

    private static final String IMPORT = "from setuptools import setup, find_packages\n";
    private static final String HEAD = IMPORT + "setup(name='acme', version='1.0', py_modules=['acme'], ";

    @TempDir
    Path place;

    private int read;

    private SourceProject.Reading read(byte[] archive) throws IOException {
        Path sdist = Files.write(place.resolve("sdist-" + read), archive);
        return SourceProject.readSdist(sdist, Files.createDirectories(place.resolve("folder-" + read++)));
    }

    private Map<String, String> wheel(byte[] archive) throws IOException {
        SourceProject.Reading reading = read(archive);
        assertThat(reading.reason()).isEmpty();
        Path wheel = place.resolve(reading.project().orElseThrow().wheelName());
        reading.project().get().write(wheel);
        Map<String, String> files = new TreeMap<>(FolderScene.read(wheel));
        files.keySet().removeIf(name -> name.matches(".*/(RECORD|WHEEL)"));
        return files;
    }

    private static byte[] script(String setup, String... more) {
        return SdistScene.tar("acme-1.0", acme(setup, more));
    }

    /** A tilde is the end of a line. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "IMPORT~setup(name='acme', version='1.0', py_modules=['acme'])",
                "import setuptools~setuptools.setup(name='acme', version='1.0', py_modules=['acme'])",
                "from distutils.core import setup~setup(name='acme', version='1.0', py_modules=['acme'])",
                "try:~    from setuptools import setup~except ImportError:~    from distutils.core import setup~setup(name='acme', py_modules=['acme'])",
                "try:~    from setuptools import (setup, find_packages)~except ImportError:~    from distutils.core import setup~else:~    names = ['acme']~finally:~    rest = 1~setup(py_modules=names)",
                "IMPORT~import acme~setup(name=acme.__doc__, version=acme.__version__, py_modules=['acme'])",
                "IMPORT~from acme import __version__ as v~setup(version=v, py_modules='acme'.split())",
                "IMPORT~import re~v = re.search('x', open('acme.py').read()).group(1)~setup(version=v, py_modules=['ac' 'me'])",
                "IMPORT~def read(name):~    return open(name).read()~setup(long_description=read('README'), py_modules=['acme'])",
                "IMPORT~exec(open('acme.py').read())~setup(version=__version__, py_modules=['acme'])",
                "IMPORT~import sys, os~if sys.argv[-1] == 'publish':~    os.system('make it')~    sys.exit()~setup(py_modules=['acme'])",
                "IMPORT~if __name__ == '__main__':~    setup(py_modules=['acme'])",
                "IMPORT~args = dict(py_modules=['acme'], zip_safe=False)~setup(name='acme', **args)",
                "IMPORT~with open('names') as file:~    names = file.read().split()~setup(py_modules=names)",
                "IMPORT~names = []~names += ['acme']~setup(py_modules=names, install_requires=[], ext_modules=None)",
                "IMPORT~import os, sys~os.chdir(os.path.dirname(os.path.abspath(__file__)))~sys.stderr.write('x')~setup(py_modules=['acme'])",
                "IMPORT~class T(object):~    x = 1~setup(py_modules=['acme'], cmdclass={'test': T}, setup_requires=['wheel'])"
            })
    void scriptsThatSayItPlainlyAreRead(String setup) throws IOException {
        assertThat(wheel(script(setup.replace("~", "\n").replace("IMPORT", IMPORT), "names", "acme\n")))
                .containsOnlyKeys("acme.py", "acme-1.0.dist-info/METADATA", "acme-1.0.dist-info/top_level.txt");
    }

    /** Also the same letter in both forms of Unicode, which a Mac takes for one name; a JVM without a locale has names in ASCII alone. */
    @Test
    void namesInAnyLettersAreTheSameOnEveryDisk() throws IOException {
        Map<String, String> files = wheel(SdistScene.tar(
                "acme-1.0",
                acme(
                        IMPORT + "setup(packages=['acme'], package_data={'acme': ['*']})",
                        "acme/__init__.py",
                        "",
                        "acme/na\u00efve.txt",
                        "composed",
                        "acme/nai\u0308ve.txt",
                        "decomposed",
                        "acme/\u6771\u4eac.txt",
                        "Tokyo",
                        "acme/\ud83d\udc3c.txt",
                        "panda",
                        "acme/100%.txt",
                        "all",
                        "acme/%00ef.txt",
                        "escaped")));

        assertThat(files)
                .containsEntry("acme/na\u00efve.txt", "composed")
                .containsEntry("acme/nai\u0308ve.txt", "decomposed")
                .containsEntry("acme/\u6771\u4eac.txt", "Tokyo")
                .containsEntry("acme/\ud83d\udc3c.txt", "panda")
                .containsEntry("acme/100%.txt", "all")
                .containsEntry("acme/%00ef.txt", "escaped");
        try (Stream<Path> unpacked = Files.walk(place.resolve("folder-0"))) {
            assertThat(unpacked)
                    .allMatch(path -> place.relativize(path).toString().matches("[ -~]*"));
        }
    }

    @ParameterizedTest
    @CsvSource({"a, 255", "\u6771, 51", "\u6771, 52", "\u6771, 85", "\u0436, 127", "\ud83d\udc3c, 63"})
    void namesMayBeAsLongAsDisksHaveThem(String letter, int length) throws IOException {
        String name = letter.repeat(length);
        Map<String, String> files = wheel(SdistScene.tar(
                "acme-1.0",
                acme(
                        IMPORT + "setup(packages=['acme'], package_data={'acme': ['*', '*/*']})",
                        "acme/__init__.py",
                        "",
                        "acme/" + name,
                        "one",
                        "acme/" + name.substring(letter.length()) + "/" + name,
                        "two")));

        assertThat(files)
                .containsEntry("acme/" + name, "one")
                .containsEntry("acme/" + name.substring(letter.length()) + "/" + name, "two");
    }

    @ParameterizedTest
    @CsvSource({"a, 256", "\u6771, 86", "\u0436, 128", "\ud83d\udc3c, 64"})
    void nameThatNoDiskHasIsRefusedAsThat(String letter, int length) throws IOException {
        SourceProject.Reading reading = read(script(HEAD + ")", letter.repeat(length), ""));

        assertThat(reading.project()).isEmpty();
        assertThat(reading.reason()).contains("255 bytes of UTF-8").doesNotContain("leads out");
    }

    @Test
    void allOfAScriptCounts() throws IOException {
        Map<String, String> files = wheel(script(
                IMPORT + """
                        import os
                        here = os.path.abspath(os.path.dirname(__file__))
                        setup(
                            name="acme",
                            description='What is shared',
                            long_description=open(os.path.join(here, 'README.md')).read(),
                            long_description_content_type='text/markdown',
                            url='https://example.com',
                            author='Some One', author_email='one@example.com',
                            license='MIT', platforms=['any'], keywords='a, b',
                            classifiers=[c for c in ['Topic :: Utilities']],
                            packages=find_packages('lib', exclude=['*.tests']), package_dir={'': 'lib'},
                            package_data={'shared': ['*.json']}, include_package_data=True,
                            install_requires=['six>=1.0  # why', 'lz4;python_version<"3"'],
                            extras_require={'kafka': 'kafka-python', ':sys_platform=="linux"': ['uvloop']},
                            entry_points={'console_scripts': ['acme = shared:main']},
                            scripts=['bin/run'], python_requires='>=3.8')
                        """,
                "README.md",
                "# Acme\n",
                "LICENSE",
                "Do what you like.\n",
                "bin/run*",
                "#!/usr/bin/env python3 -u\npass\n",
                "lib/shared/__init__.py",
                "",
                "lib/shared/a.json",
                "{}",
                "lib/shared/listed.txt",
                "",
                "lib/shared/other.txt",
                "",
                "lib/shared/tests/__init__.py",
                "",
                "lib/acme.egg-info/SOURCES.txt",
                "lib/shared/listed.txt\nREADME.md\n",
                "PKG-INFO",
                pkgInfo(
                                "acme",
                                "1.0",
                                "six >= 1.0",
                                "lz4; python_version < \"3\"",
                                "uvloop; sys_platform == \"linux\"",
                                "kafka-python; extra == 'kafka'")
                        + "Classifier: Topic :: Utilities\n"));

        assertThat(files)
                .containsOnlyKeys(
                        "shared/__init__.py",
                        "shared/a.json",
                        "shared/listed.txt",
                        "acme-1.0.data/scripts/run*",
                        "acme-1.0.dist-info/METADATA",
                        "acme-1.0.dist-info/entry_points.txt",
                        "acme-1.0.dist-info/licenses/LICENSE",
                        "acme-1.0.dist-info/top_level.txt")
                .containsEntry("acme-1.0.data/scripts/run*", "#!python -u\npass\n")
                .containsEntry("acme-1.0.dist-info/top_level.txt", "shared\n");
        assertThat(files.get("acme-1.0.dist-info/METADATA")).isEqualTo("""
                Metadata-Version: 2.4
                Name: acme
                Version: 1.0
                Summary: What is shared
                Home-page: https://example.com
                Platform: any
                Keywords: a,b
                Author: Some One
                Author-email: one@example.com
                License: MIT
                Classifier: Topic :: Utilities
                Requires-Python: >=3.8
                License-File: LICENSE
                Requires-Dist: six>=1.0
                Requires-Dist: lz4; python_version < '3'
                Requires-Dist: uvloop; sys_platform == 'linux'
                Provides-Extra: kafka
                Requires-Dist: kafka-python; extra == "kafka"
                Description-Content-Type: text/markdown

                # Acme
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HEAD cmdclass={'build_py': B})                                  | has `cmdclass`
            HEAD cmdclass=commands)                                         | has `cmdclass`
            HEAD ext_modules=[Extension('a', ['a.c'])])                     | has `ext_modules`
            HEAD setup_requires=['pbr'])                                    | has `setup_requires`
            HEAD data_files=[('etc', ['a'])])                               | has `data_files`
            HEAD use_scm_version=True)                                      | has `use_scm_version`
            HEAD namespace_packages=['a'])                                  | has `namespace_packages`
            HEAD distclass=D)                                               | has `distclass`
            HEAD **more())                                                  | something without a name
            HEAD install_requires=requires())                               | `install_requires` of its `setup.py` is not written
            HEAD install_requires=['a' if x else 'b'])                      | `install_requires` of its `setup.py` is not written
            HEAD install_requires=['a%s' % 1])                              | `install_requires` of its `setup.py` is not written
            HEAD install_requires=[f'a{x}'])                                | `install_requires` of its `setup.py` is not written
            HEAD install_requires=['six'])                                  | require something else than its PKG-INFO: `six
            HEAD install_requires=['a @ https://example.com/a'])            | requires `a` by an address
            HEAD scripts=['../../bin/sh'])                                  | leads out of the folder
            HEAD package_data={'': ['../../*']}, packages=['x'])            | no folder `x`
            IMPORT from shutil import copyfile~copyfile('a', 'b')~HEAD )      | may write files
            IMPORT from subprocess import check_call~HEAD )                  | may write files
            IMPORT import subprocess as sp~sp.call(['x'])~HEAD )             | may write files
            IMPORT import sys~if 'bdist_wheel' in sys.argv: open('a', 'w').write('x')~HEAD ) | may write files
            IMPORT from setuptools.command.build_py import build_py~setattr(build_py, 'run', 1)~HEAD ) | changes something of setuptools
            HEAD )~setup(packages=['y'])                                     | calls `setup()` in a way
            # coding: utf-7~HEAD )                                           | written in `utf-7`
            IMPORT def list(x): return x~HEAD )                              | a `list` of its own
            x = []~x = [x, x]~x = [x, x]~x = [x, x]~x = [x, x]~x = [x, x]~x = [x, x]~x = [x, x]~x = [x, x]~x = [x, x]~x = [x, x]~x = [x, x]~x = [x, x]~x = [x, x]~x = [x, x]~x = [x, x]~x = [x, x]~x = [x, x]~HEAD ) | lists of more than
            import acme~acme.setup(name='acme')                             | calls something of its own modules
            from skbuild import setup~setup(name='acme')                    | may call a `setup()` that is not
            x = 1                                                           | does not plainly call
            IMPORT if x:~    setup(name='acme')                             | calls `setup()` in a way
            IMPORT for n in 'ab':~  setup(name=n)                           | calls `setup()` in a way
            IMPORT r = ['a']~if x:~    r.append('b')~setup(install_requires=r) | `install_requires`
            IMPORT r = ['a']~def f():~    r.append('b')~f()~setup(install_requires=r) | `install_requires`
            IMPORT r = ['a']~q = [r]~q[0].append('b')~setup(install_requires=r) | `install_requires`
            IMPORT r = ['a']~change(r)~setup(install_requires=r)            | `install_requires`
            IMPORT p = 'a'~if x:~    p = 'b'~setup(packages=[p])            | `packages`
            IMPORT p = 'a'~def f():~    global p~    p = 'b'~f()~setup(packages=[p]) | `packages`
            IMPORT p = ['a']~exec(x)~setup(packages=p)                      | `packages`
            p = {}~TRY else:~    p['acme'] = ['*.txt']~setup(packages=['acme'], package_data=p) | `package_data`
            p = []~TRY finally:~    p += [x]~setup(packages=p)             | `packages`
            try:~    from setuptools import setup, Feature~except ImportError:~    from distutils.core import setup~    setup(packages=['x'])~HEAD ) | calls `setup()` in a way
            try:~    from setuptools import setup, Feature~except ImportError:~    p = ['x']~setup(packages=p) | `packages`
            IMPORT from x import *~setup(name='acme')                       | calls `setup()` in a way
            import setuptools~setuptools.find_packages = f~setuptools.setup() | changes something of setuptools
            IMPORT setup(name='other')                                      | has the name `other`, and its PKG-INFO `acme`
            IMPORT setup(version='2')                                       | has the version `2`, and its PKG-INFO `1.0`
            IMPORT open('acme.py', 'w').write('x')~HEAD )                   | may write files
            IMPORT def f():~    open('acme.py', mode='a')~f()~HEAD )        | may write files
            IMPORT import os~os.chdir('src')~HEAD )                         | may write files
            IMPORT import subprocess~subprocess.call(['make'])~HEAD )       | may write files
            IMPORT import shutil~shutil.copytree('a', 'b')~HEAD )           | may write files
            IMPORT setup(packages=['acme'])                                 | no folder `acme`
            IMPORT setup(                                                   | calls `setup()` in a way
            IMPORT 'x                                                       | is not understood
            """)
    void whatOnlyRunningWouldTellIsRefused(String setup, String reason) throws IOException {
        String text = setup.replaceFirst("^HEAD ", "HEAD")
                .replaceFirst("^IMPORT ", "IMPORT")
                .replace(
                        "TRY ",
                        "try:~    from setuptools import setup~except ImportError:~    from distutils.core import setup~");
        SourceProject.Reading reading =
                read(script(text.replace("~", "\n").replace("HEAD", HEAD).replace("IMPORT", IMPORT)));

        assertThat(reading.project()).isEmpty();
        assertThat(reading.reason()).contains(reason);
    }

    @Test
    void archivesThatNobodyShouldUnpackAreRefused() throws IOException {
        String setup = HEAD + ")";
        assertRefused(script(setup, "../evil.py", ""), "leads out of it");
        assertRefused(script(setup, "evil>", "/etc/passwd"), "`evil` in it is a link that leads to no file in it");
        assertRefused(script(setup, "a/evil>", "../../x"), "`a/evil` in it is a link that leads to no file in it");
        assertRefused(script(setup, "one>", "two", "two>", "one"), "is a link that leads to no file in it");
        assertRefused(script(setup, "ACME.py", ""), "in two spellings");
        assertRefused(script(setup, "a/x", "", "A/y", ""), "in two spellings");
        assertRefused(script(setup, "a", "", "a/b", ""), "cannot be unpacked");
        assertRefused(script(setup, "con.py", ""), "not every system has");
        assertRefused(script(setup, "a:b", ""), "not every system has");
        assertRefused(SdistScene.tar("", Map.of("acme-1.0/setup.py", setup, "other/acme.py", "")), "has one directory");
        assertRefused(new byte[] {1, 2, 3}, "cannot be read");
        assertRefused(SdistScene.tar("acme-1.0", Map.of("setup.py", setup, "acme.py", "")), "has no PKG-INFO");
        assertRefused(script(setup, "PKG-INFO", "Name: acme\n"), "does not say which release");
        assertThat(place.resolve("evil.py")).doesNotExist();
    }

    private void assertRefused(byte[] archive, String reason) throws IOException {
        SourceProject.Reading reading = read(archive);
        assertThat(reading.project()).isEmpty();
        assertThat(reading.reason()).contains(reason);
    }

    @Test
    void oneThatUnpacksToTooMuchIsRefused() throws IOException {
        Path sdist = Files.write(place.resolve("sdist"), script(HEAD + ")", "large", "0123456789"));
        Path folder = Files.createDirectory(place.resolve("small"));

        assertThatThrownBy(() -> SdistFolder.unpack("it", sdist, folder, new SdistFolder.Bounds(50, 100)))
                .hasMessageContaining("unpacks to more than");
    }

    /** The path of a single empty file may bring as many folders as its archive has bytes. */
    @Test
    void foldersAreCountedAsFilesAre() throws IOException {
        Path sdist = Files.write(place.resolve("sdist"), script(HEAD + ")", "a/b/c/x", "", "a/b/d/y", ""));
        Path enough = Files.createDirectory(place.resolve("enough"));
        Path few = Files.createDirectory(place.resolve("few"));

        SdistFolder.unpack("it", sdist, enough, new SdistFolder.Bounds(1000, 9));

        assertThat(enough.resolve("a/b/d/y")).exists();
        assertThatThrownBy(() -> SdistFolder.unpack("it", sdist, few, new SdistFolder.Bounds(1000, 8)))
                .hasMessageContaining("more than 8 files and folders");
    }

    @Test
    void linksToFilesInItAreThoseFiles() throws IOException {
        assertThat(wheel(script(IMPORT + "setup(packages=['shared'])", "shared/__init__.py>", "../acme.py")))
                .containsEntry("shared/__init__.py", "__version__ = '1.0'\n");
    }

    @Test
    void zipArchivesAreReadToo() throws IOException {
        assertThat(wheel(SdistScene.zip("acme-1.0", acme(HEAD + ")"))).keySet()).contains("acme.py");
    }

    @Test
    void settingsAreReadAndHeldAgainstWhatWasPublished() throws IOException {
        Map<String, String> files = acme("from setuptools import setup\nsetup()\n");
        files.put("pyproject.toml", """
                [project]
                name = 'acme'
                dynamic = ['version']
                dependencies = ['Six_x >=1,<2']
                [tool.setuptools.dynamic]
                version = {attr = 'acme.computed'}
                """);
        files.put("PKG-INFO", pkgInfo("acme", "1.0", "six-x<2,>=1"));
        assertThat(wheel(SdistScene.tar("acme-1.0", files)).keySet())
                .isEqualTo(Set.of("acme.py", "acme-1.0.dist-info/METADATA", "acme-1.0.dist-info/top_level.txt"));

        files.put("PKG-INFO", pkgInfo("acme", "1.0", "evil"));
        assertRefused(SdistScene.tar("acme-1.0", files), "require something else than its PKG-INFO: `evil");
        files.put("PKG-INFO", pkgInfo("acme", "1.0"));
        assertRefused(SdistScene.tar("acme-1.0", files), "require something else than its PKG-INFO: `six-x");
        files.put("PKG-INFO", pkgInfo("other", "1.0", "six-x<2,>=1"));
        assertRefused(SdistScene.tar("acme-1.0", files), "its PKG-INFO is that of `other` 1.0");
        files.put("PKG-INFO", "Metadata-Version: 1.1\nName: acme\nVersion: 1.0\n");
        files.put("acme.egg-info/requires.txt", "other\n");
        assertRefused(SdistScene.tar("acme-1.0", files), "require something else than its PKG-INFO: `other");
    }

    @Test
    void aWheelHasTheSameBytesEverywhere() throws IOException {
        byte[] archive = script(HEAD + "scripts=['run'])", "run*", "#!/usr/bin/python\n");
        Path one = place.resolve("one.whl");
        Path other = place.resolve("other.whl");

        read(archive).project().orElseThrow().write(one);
        SourceProject project = read(archive).project().orElseThrow();
        try (Stream<Path> all = Files.walk(place.resolve("folder-1"))) {
            all.forEach(file -> file.toFile().setExecutable(true));
        }
        project.write(other);

        assertThat(other).hasSameBinaryContentAs(one);
    }
}
