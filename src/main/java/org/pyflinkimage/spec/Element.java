package org.pyflinkimage.spec;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A place of the declaration: its XML element, and the property that says the same on a command line. */
public enum Element {
    FLINK("<flink><version>%s</version></flink>", "pyflink.flink"),
    JAVA("<java><version>%s</version></java>", "pyflink.java"),
    PYTHON("<python><version>%s</version></python>", "pyflink.python"),
    PLATFORMS("<platforms><platform>%s</platform></platforms>", "pyflink.platforms"),
    IMAGE("<image>%s</image>", "pyflink.image"),
    TAGS("<tags><tag>%s</tag></tags>", "pyflink.tags"),
    BASE("<base>%s</base>", "pyflink.base"),
    REQUIREMENTS("<requirements>%s</requirements>", "pyflink.requirements"),
    GROUPS("<groups><group>%s</group></groups>", "pyflink.groups"),
    CONNECTORS("<connectors><connector>%s</connector></connectors>", "pyflink.connectors"),
    INCLUDE_SCOPE("<dependencies><includeScope>%s</includeScope></dependencies>", "pyflink.includeScope"),
    DISTRIBUTION("<distribution><part>%s</part></distribution>", "pyflink.distribution"),
    PACKAGES("<packages><package>%s</package></packages>", "pyflink.packages"),
    JOB("<job><sources>%s</sources></job>", "pyflink.job"),
    ENTRY("<job><entry>%s</entry></job>", "pyflink.entry"),
    MODULE("<job><module>%s</module></job>", "pyflink.module"),
    ARGUMENTS("<job><arguments><argument>%s</argument></arguments></job>", "pyflink.arguments"),
    FILES("<job><files><file>%s</file></files></job>", "pyflink.files"),
    ARCHIVES("<job><archives><archive>%s</archive></archives></job>", "pyflink.archives"),
    JARS("<job><jars><jar>%s</jar></jars></job>", "pyflink.jars"),
    INCLUDES("<job><includes><include>%s</include></includes></job>", "pyflink.includes"),
    EXCLUDES("<job><excludes><exclude>%s</exclude></excludes></job>", "pyflink.excludes"),
    EXTRA_DIRECTORIES(
            "<extraDirectories><extraDirectory>%s</extraDirectory></extraDirectories>", "pyflink.extraDirectories"),
    TO("<to>%s</to>", "pyflink.to"),
    COMPRESSION("<compression>%s</compression>", "pyflink.compression"),
    DEBIAN_MIRROR("<debianMirror>%s</debianMirror>", "pyflink.debianMirror"),
    DEBIAN_SECURITY_MIRROR("<debianSecurityMirror>%s</debianSecurityMirror>", "pyflink.debianSecurityMirror"),
    DEBIAN_KEYRING("<debianKeyring>%s</debianKeyring>", "pyflink.debianKeyring"),
    PYTHON_SOURCE("<pythonSource>%s</pythonSource>", "pyflink.pythonSource"),
    PYTHON_BUILD("<pythonBuild>%s</pythonBuild>", "pyflink.pythonBuild"),
    PYTHON_MIRROR("<pythonMirror>%s</pythonMirror>", "pyflink.pythonMirror"),
    PIP("<pip>%s</pip>", "pyflink.pip"),
    DEBIAN_IMAGE("<debianImage>%s</debianImage>", "pyflink.debianImage"),
    SECURITY_UPDATES("<securityUpdates>%s</securityUpdates>", "pyflink.securityUpdates"),
    ACCEPT_OLD_RELEASE("<acceptOldRelease>%s</acceptOldRelease>", "pyflink.acceptOldRelease"),
    USER("<user>%s</user>", "pyflink.user"),
    ENTRYPOINT("<entrypoint>%s</entrypoint>", "pyflink.entrypoint"),
    COMMAND("<command>%s</command>", "pyflink.command"),
    PORTS("<ports><port>%s</port></ports>", "pyflink.ports"),
    VOLUMES("<volumes><volume>%s</volume></volumes>", "pyflink.volumes"),
    WORKING_DIRECTORY("<workingDirectory>%s</workingDirectory>", "pyflink.workingDirectory"),
    CREATION_TIME("<creationTime>%s</creationTime>", "pyflink.creationTime"),
    LOG4J_LAYOUT("<log4jLayout>%s</log4jLayout>", "pyflink.log4jLayout"),
    BUILDER("<builder>%s</builder>", "pyflink.builder"),
    INDEXES("<indexes><index>%s</index></indexes>", "pyflink.indexes"),
    INDEX_STRATEGY("<indexStrategy>%s</indexStrategy>", "pyflink.indexStrategy"),
    UV("<uv>%s</uv>", "pyflink.uv"),
    SKIP("<skip>%s</skip>", "pyflink.skip"),
    SOURCES("<sources>%s</sources>", "pyflink.sources"),
    LOCKED("<locked>%s</locked>", "pyflink.locked"),
    CHECK("<check>%s</check>", "pyflink.check"),
    ONLY_TESTED("<onlyTested>%s</onlyTested>", "pyflink.onlyTested"),
    READ_BASES("<readBases>%s</readBases>", "pyflink.readBases"),
    FORMAT("<format>%s</format>", "pyflink.format"),
    STORE_LIMIT("<storeLimit>%s</storeLimit>", "pyflink.storeLimit"),
    STORE_VERIFY("<storeVerify>%s</storeVerify>", "pyflink.storeVerify"),
    STORE_PRUNE("<storePrune>%s</storePrune>", "pyflink.storePrune"),
    STORE_EMPTY("<storeEmpty>%s</storeEmpty>", "pyflink.storeEmpty"),
    VERBOSE("<verbose>%s</verbose>", "pyflink.verbose"),
    STORE("<store>%s</store>", "pyflink.store"),
    OUTPUT("<output>%s</output>", "pyflink.output"),
    LOCK_FILE("<lockFile>%s</lockFile>", "pyflink.lockFile"),
    RENDERED("<rendered>%s</rendered>", "pyflink.rendered"),
    TEMPLATES("<templates>%s</templates>", "pyflink.templates"),
    ALLOW_INSECURE_REGISTRIES(
            "<allowInsecureRegistries>%s</allowInsecureRegistries>", "pyflink.allowInsecureRegistries");

    private final String form;
    private final String property;

    Element(String form, String property) {
        this.form = form;
        this.property = property;
    }

    /** Those that turn something on or off. */
    public static List<Element> switches() {
        return List.of(
                PIP,
                SKIP,
                LOCKED,
                CHECK,
                ONLY_TESTED,
                READ_BASES,
                ACCEPT_OLD_RELEASE,
                STORE_VERIFY,
                STORE_PRUNE,
                STORE_EMPTY,
                VERBOSE,
                ALLOW_INSECURE_REGISTRIES);
    }

    /** The property's name, without {@code -D}. */
    public String property() {
        return property;
    }

    /** The element's start tag, for messages: {@code <flink>}. */
    public String tag() {
        return form.substring(0, form.indexOf('>') + 1);
    }

    /** The start tag of a part of the job, for messages: {@code <entry>}. */
    public String partTag() {
        int from = form.indexOf('<', 1);
        return form.substring(from, form.indexOf('>', from) + 1);
    }

    /** The names of a part of the job, for messages: {@code `<entry>` (-Dpyflink.entry)}. */
    public String partNamed() {
        return "`%s` (-D%s)".formatted(partTag(), property);
    }

    /** Its names with all elements around it, for messages: {@code `<job><entry>` (-Dpyflink.entry)}. */
    public String pathNamed() {
        return "`%s` (-D%s)".formatted(form.substring(0, form.indexOf('%')), property);
    }

    /** With a value, as it is written in the POM: {@code <python><version>3.9</version></python>}. */
    public String xml(Object value) {
        return form.formatted(value);
    }

    /** With a value, as it is given on a command line: {@code -Dpyflink.python=3.9}. */
    public String option(Object value) {
        return "-D%s=%s".formatted(property, value);
    }

    /** Its names, for messages: {@code `<python>` (-Dpyflink.python)}. */
    public String named() {
        return "`%s` (-D%s)".formatted(tag(), property);
    }

    /** A remedy: both ways to give it a value, {@code `<python><version>3.9</version></python>` (-Dpyflink.python=3.9)}. */
    public String with(Object value) {
        return "`%s` (%s)".formatted(xml(value), option(value));
    }

    /** A remedy: both ways to give it several values, all of which count. */
    public String withAll(Collection<String> values) {
        String inner = form.substring(form.indexOf('<', 1), form.lastIndexOf('<'));
        String items = values.stream().map(inner::formatted).collect(Collectors.joining());
        return "`%s%s%s` (%s)"
                .formatted(tag(), items, form.substring(form.lastIndexOf('<')), option(String.join(",", values)));
    }

    /** A remedy of several values, of which one is to be chosen. */
    public String among(Collection<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", ", "one of ", " in " + named()));
    }
}
