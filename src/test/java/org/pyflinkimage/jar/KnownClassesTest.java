package org.pyflinkimage.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flink has {@code util/A}, which extends {@code util/Base} and implements an interface, and {@code util/Failure}, an exception. */
class KnownClassesTest {

    private static final String PACKAGE = "org/apache/flink/util/";

    private final JarReading flink = new JarBytes()
            .with(
                    ClassFile.named(PACKAGE + "A")
                            .extending(PACKAGE + "Base")
                            .implementing(PACKAGE + "Face")
                            .method("<init>", "(I)V")
                            .method("own", "(Ljava/lang/String;I)V")
                            .privateField("hidden", "I"),
                    ClassFile.named(PACKAGE + "Base").method("based", "()V").field("field", "I"),
                    ClassFile.named(PACKAGE + "Face")
                            .anInterface()
                            .implementing(PACKAGE + "Above")
                            .method("faced", "()V"),
                    ClassFile.named(PACKAGE + "Above").anInterface().method("above", "()V"),
                    ClassFile.named(PACKAGE + "Failure").extending("java/lang/Exception"),
                    ClassFile.named(PACKAGE + "Other").extending("com/example/Unknown"),
                    ClassFile.named("org/apache/flink/shaded/guava33/com/google/Lists"))
            .read(ClassDepth.SHAPES);

    private List<String> missing(ClassFile user) {
        return missing(user, List.of(flink));
    }

    private static List<String> missing(ClassFile user, List<JarReading> flink) {
        JarReading jar = new JarBytes().with(user).read(ClassDepth.REFERENCES);
        return new KnownClasses(flink, List.of(jar), Runtime.version().feature())
                .missing(jar).stream().map(JavaForm::of).toList();
    }

    private static ClassFile user() {
        return ClassFile.named("com/example/User");
    }

    @ParameterizedTest
    @CsvSource({
        "A, own, (Ljava/lang/String;I)V",
        "A, based, ()V",
        "A, faced, ()V",
        "A, above, ()V",
        "A, hashCode, ()I",
        "A, <init>, (I)V",
        "Face, above, ()V",
        "Face, equals, (Ljava/lang/Object;)Z",
        "Failure, getMessage, ()Ljava/lang/String;",
        "Other, anything, ()V"
    })
    void methodOfASuperTypeIsThereAndOneOfAnUnknownTypeMayBe(String owner, String method, String descriptor) {
        assertThat(missing(user().calling(PACKAGE + owner, method, descriptor))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A | own | ()V | org.apache.flink.util.A.own()",
                "A | own | (Ljava/lang/Object;[JI)V | org.apache.flink.util.A.own(Object, long[], int)",
                "A | <init> | ()V | new org.apache.flink.util.A()",
                "Failure | explain | ()V | org.apache.flink.util.Failure.explain()",
                "Face | own | ()V | org.apache.flink.util.Face.own()"
            })
    void methodThatNoTypeHasIsMissing(String owner, String method, String descriptor, String told) {
        assertThat(missing(user().calling(PACKAGE + owner, method, descriptor))).containsExactly(told);
    }

    @Test
    void fieldsAreLookedForInTheSameWay() {
        assertThat(missing(user().reading(PACKAGE + "A", "field", "I"))).isEmpty();
        assertThat(missing(user().reading(PACKAGE + "A", "field", "J")))
                .containsExactly("org.apache.flink.util.A.field");
        assertThat(missing(user().reading(PACKAGE + "A", "hidden", "I")))
                .containsExactly("org.apache.flink.util.A.hidden");
    }

    @Test
    void classIsMissingOnceWhereFlinkHasItsPackage() {
        assertThat(missing(
                        user().calling(PACKAGE + "Gone$Inner", "a", "()V").calling(PACKAGE + "Gone$Inner", "b", "()V")))
                .containsExactly("org.apache.flink.util.Gone.Inner");
        assertThat(missing(user().calling("org/apache/flink/cep/Gone", "a", "()V")))
                .isEmpty();
    }

    @Test
    void libraryOfAnotherVersionIsMissing() {
        assertThat(missing(user().naming("org/apache/flink/shaded/guava30/com/google/Lists")))
                .hasSize(1);
        assertThat(missing(user().naming("org/apache/flink/shaded/zookeeper3/org/apache/Keeper")))
                .isEmpty();
    }

    /** Though Flink has it in another one. */
    @Test
    void libraryThatAnotherJarBringsIsThere() {
        JarReading jar = new JarBytes()
                .with(user().naming("org/apache/flink/shaded/guava30/com/google/Lists"))
                .read(ClassDepth.REFERENCES);
        JarReading library = new JarBytes()
                .with(ClassFile.named("org/apache/flink/shaded/guava30/com/google/Lists"))
                .read(ClassDepth.REFERENCES);

        assertThat(new KnownClasses(
                                List.of(flink),
                                List.of(jar, library),
                                Runtime.version().feature())
                        .missing(jar))
                .isEmpty();
    }

    /** This machine's Java knows its own classes alone. */
    @Test
    void nothingIsKnownOfAnotherJava() {
        int ours = Runtime.version().feature();

        assertThat(new PlatformTypes(ours).lacks("java/util/List", "noSuchMethod"))
                .isTrue();
        assertThat(new PlatformTypes(ours + 1).lacks("java/util/List", "noSuchMethod"))
                .isFalse();
    }

    @Test
    void whatAnotherJarBringsIsThere() {
        JarReading jar = new JarBytes()
                .with(user().calling(PACKAGE + "Brought", "a", "()V").calling(PACKAGE + "A", "older", "()V"))
                .read(ClassDepth.REFERENCES);
        JarReading other = new JarBytes()
                .with(
                        ClassFile.named(PACKAGE + "Brought"),
                        ClassFile.named(PACKAGE + "A").method("older", "()V"))
                .read(ClassDepth.REFERENCES);

        assertThat(new KnownClasses(
                                List.of(flink),
                                List.of(jar, other),
                                Runtime.version().feature())
                        .missing(jar))
                .isEmpty();
    }

    @Test
    void nothingIsCertainOfJarsThatCouldNotBeRead() {
        ClassFile user = user().calling(PACKAGE + "A", "gone", "()V");
        JarReading damaged = JarBytes.read(new byte[] {1, 2}, ClassDepth.SHAPES);

        assertThat(missing(user)).hasSize(1);
        assertThat(missing(user, List.of(flink, damaged))).isEmpty();
        assertThat(missing(user, List.of())).isEmpty();
    }

    /** Longer than any stack is deep. */
    @Test
    void nothingIsKnownAtTheEndOfALongChain() {
        ClassFile[] chain = new ClassFile[50_000];
        for (int i = 0; i < chain.length; i++) {
            chain[i] = ClassFile.named(PACKAGE + "C" + i).extending(PACKAGE + "C" + (i + 1));
        }
        JarReading jar = new JarBytes()
                .with(chain)
                .with(ClassFile.named(PACKAGE + "C" + chain.length))
                .read(ClassDepth.SHAPES);

        assertThat(missing(user().calling(PACKAGE + "C0", "m", "()V"), List.of(jar)))
                .isEmpty();
        assertThat(missing(user().calling(PACKAGE + "C49000", "m", "()V"), List.of(jar)))
                .hasSize(1);
    }

    /** Each of many uses may have a long way: what all of them take has a bound, too. */
    @Test
    void nothingIsKnownOnceAllUsesTookTooLong() {
        ClassFile[] chain = new ClassFile[4_000];
        ClassFile user = user();
        for (int i = 0; i < chain.length; i++) {
            chain[i] = ClassFile.named(PACKAGE + "C" + i).extending(PACKAGE + "C" + (i + 1));
        }
        for (int i = 0; i < 2_000; i++) {
            user.calling(PACKAGE + "C0", "m" + i, "()V");
        }
        JarReading jar = new JarBytes()
                .with(chain)
                .with(ClassFile.named(PACKAGE + "C" + chain.length))
                .read(ClassDepth.SHAPES);

        assertThat(missing(user, List.of(jar))).hasSizeBetween(1_000, 1_500);
    }

    /** A jar that is cut may have, in its own class of Flink's name, what nobody has read. */
    @Test
    void whatAJarThatIsCutMayBringIsThere() {
        JarReading jar = new JarBytes()
                .with(user().calling(PACKAGE + "A", "gone", "()V"))
                .read(ClassDepth.REFERENCES);
        JarReading whole = new JarBytes().with(ClassFile.named(PACKAGE + "A")).read(ClassDepth.REFERENCES);
        JarReading cut = new JarReading(
                false,
                whole.services(),
                whole.classes(),
                whole.versions(),
                whole.shapes(),
                whole.references(),
                whole.above());
        int java = Runtime.version().feature();

        assertThat(new KnownClasses(List.of(flink), List.of(jar, whole), java).missing(jar))
                .hasSize(1);
        assertThat(new KnownClasses(List.of(flink), List.of(jar, cut), java).missing(jar))
                .isEmpty();
    }

    @Test
    void typesThatAreAboveThemselvesHaveAnEnd() {
        JarReading circle = new JarBytes()
                .with(
                        ClassFile.named(PACKAGE + "C").extending(PACKAGE + "D"),
                        ClassFile.named(PACKAGE + "D").extending(PACKAGE + "C"))
                .read(ClassDepth.SHAPES);

        assertThat(missing(user().calling(PACKAGE + "C", "m", "()V"), List.of(circle)))
                .hasSize(1);
    }
}
