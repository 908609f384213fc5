package org.pyflinkimage.mojo.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceConfigurationError;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignClassTest {

    /** What loads classes for a plugin has only those of others here. */
    private static final ClassLoader OWN = new ClassLoader(ForeignClassTest.class.getClassLoader()) {};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'void org.assertj.core.api.Assertions.none(java.lang.String)'",
                "org/assertj/core/api/Assertions",
                "class org.assertj.core.api.Assertions has interface java.util.List as super class",
                "Could not initialize class org.assertj.core.api.Assertions"
            })
    void classThatAnotherHasLoadedIsNamed(String message) {
        assertThat(ForeignClass.in(quiet(new LinkageError(message)), OWN))
                .contains("`org.assertj.core.api.Assertions` comes from `%s`"
                        .formatted(Assertions.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()));
    }

    @Test
    void classThatNeedsOneThatIsMissingIsNamed() {
        NoClassDefFoundError fault = new NoClassDefFoundError("org/example/None");
        fault.setStackTrace(
                new StackTraceElement[] {new StackTraceElement(Assertions.class.getName(), "fail", "Assertions.java", 1)
                });

        assertThat(ForeignClass.in(fault, OWN))
                .hasValueSatisfying(
                        text -> assertThat(text).startsWith("`org.assertj.core.api.Assertions` comes from "));
    }

    @Test
    void serviceOfAnotherIsNamed() {
        Throwable fault = quiet(new ServiceConfigurationError(
                "java.nio.file.spi.FileSystemProvider: Provider org.assertj.core.api.Assertions not a subtype"));

        assertThat(ForeignClass.in(fault, OWN))
                .hasValueSatisfying(
                        text -> assertThat(text).startsWith("`org.assertj.core.api.Assertions` comes from "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.util.List", "java/sql/Driver", "org.example.None", "", "no name"})
    void ownClassesAndThoseOfJavaAreNotForeign(String message) {
        assertThat(ForeignClass.in(quiet(new LinkageError(message)), OWN)).isEmpty();
        assertThat(ForeignClass.in(
                        new LinkageError("org/assertj/core/api/Assertions"), Assertions.class.getClassLoader()))
                .isEmpty();
    }

    @Test
    void otherFaultsAreNotLookedAt() {
        assertThat(ForeignClass.in(new IllegalStateException("org.assertj.core.api.Assertions"), OWN))
                .isEmpty();
    }

    /** Thrown by nobody. */
    private static Throwable quiet(Throwable fault) {
        fault.setStackTrace(new StackTraceElement[0]);
        return fault;
    }
}
