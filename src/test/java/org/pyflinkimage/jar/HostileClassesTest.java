package org.pyflinkimage.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small class files that would take hours, or all memory, of whoever believes what they say. */
@Timeout(60)
class HostileClassesTest {

    private static final String FLINK = "org/apache/flink/Hostile";
    private static final int MOST = 65_535;

    private static JarReading read(RawClass... types) {
        JarBytes jar = new JarBytes();
        for (int i = 0; i < types.length; i++) {
            jar.file(FLINK + (types.length == 1 ? "" : i) + ".class", types[i].bytes());
        }
        return jar.with(ClassFile.named("a/Sound")).read(ClassDepth.REFERENCES);
    }

    private static byte[] repeated(int times, RawClass.Part part) {
        return RawClass.bytes(out -> {
            for (int i = 0; i < times; i++) {
                part.write(out);
            }
        });
    }

    private static byte[] calls(int call, int times) {
        return repeated(times, out -> {
            out.writeByte(186);
            out.writeShort(call);
            out.writeShort(0);
        });
    }

    /** Known by its name alone, as classes are that are none; what is beside it is read. */
    private static void assertRefused(RawClass type) {
        JarReading jar = read(type);

        assertThat(jar.isWhole()).isTrue();
        assertThat(jar.classes()).containsOnlyKeys(FLINK, "a/Sound");
        assertThat(jar.shapes()).isEmpty();
        assertThat(jar.references()).isEmpty();
    }

    @Nested
    class Structure {

        @Test
        void moreCodeThanAMethodMayHaveIsRefused() {
            RawClass type = new RawClass(FLINK);
            int call = type.pair(18, 0, type.nameAndType("run", "()V"));
            type.code(calls(call, 1_500_000)).bootstrap(type.handle(FLINK + "1", "b", "()V"), call, MOST);

            assertRefused(type);
        }

        @Test
        void mostCodeThatAMethodMayHaveIsRead() {
            RawClass type = new RawClass(FLINK);

            assertThat(read(type.code(new byte[MOST])).shapes()).containsKey(FLINK);
            assertRefused(new RawClass(FLINK).code(new byte[MOST + 1]));
            assertRefused(new RawClass(FLINK).code(new byte[0]));
        }

        /** An attribute of less than no length would be read again, with all behind it. */
        @ParameterizedTest
        @ValueSource(ints = {-6, Integer.MIN_VALUE, Integer.MAX_VALUE, 1_000})
        void attributeThatEndsElsewhereIsRefused(int length) {
            RawClass type = new RawClass(FLINK);
            int text = type.text("Any");
            type.method(text, text, MOST, RawClass.bytes(out -> {
                out.writeShort(text);
                out.writeInt(length);
            }));

            assertRefused(type);
        }

        /** A table of a switch that lies behind the code: each of many methods would read all of the file. */
        @ParameterizedTest
        @ValueSource(ints = {170, 171})
        void switchThatReachesOverItsCodeIsRefused(int opcode) {
            RawClass type = new RawClass(FLINK);
            byte[] code = RawClass.bytes(out -> {
                out.writeInt(opcode << 24);
                out.writeInt(0);
                out.writeInt(opcode == 170 ? 0 : 100_000);
                out.writeInt(100_000);
            });
            for (int i = 0; i < 1_000; i++) {
                type.code(code);
            }

            assertRefused(type.attribute("Zeros", out -> out.write(new byte[1 << 20])));
        }

        /** Each of many lists of annotations that says to be longer than it is would be read to the end of the file. */
        @Test
        void annotationsAreNotRead() {
            RawClass type = new RawClass(FLINK);
            int name = type.text("RuntimeVisibleAnnotations");
            int member = type.text("f");
            byte[] attribute = RawClass.bytes(out -> {
                out.writeShort(name);
                out.writeInt(2);
                out.writeShort(MOST);
            });
            byte[] many = repeated(MOST, out -> out.write(attribute));
            for (int i = 0; i < 10; i++) {
                type.method(member, member, MOST, many);
            }

            assertThat(read(type).shapes()).containsKey(FLINK);
        }

        @Test
        void annotationsInAnnotationsAreNotRead() {
            RawClass type = new RawClass(FLINK);
            int text = type.text("LA;");
            type.attribute("RuntimeVisibleAnnotations", out -> {
                out.writeShort(1);
                out.writeShort(text);
                out.writeShort(1);
                out.writeShort(text);
                for (int i = 0; i < 1_000_000; i++) {
                    out.writeByte('[');
                    out.writeShort(1);
                }
            });

            assertThat(read(type).shapes()).containsKey(FLINK);
        }

        /** Constants that are computed of each other, each with as many arguments as there may be. */
        @Test
        void computedConstantsAreNotComputed() {
            RawClass type = new RawClass(FLINK);
            int nameAndType = type.nameAndType("c", "Ljava/lang/Object;");
            int handle = type.handle("java/lang/A", "b", "()V");
            int first = type.pair(17, 0, nameAndType);
            for (int i = 1; i < 60_000; i++) {
                type.pair(17, 0, nameAndType);
            }
            for (int i = 0; i < 60_000; i += 20_000) {
                int from = first + i;
                type.code(RawClass.bytes(out -> {
                    for (int constant = from; constant < from + 20_000; constant++) {
                        out.writeByte(19);
                        out.writeShort(constant);
                    }
                }));
            }

            JarReading jar = read(type.bootstrap(handle, first, MOST));

            assertThat(jar.isWhole()).isTrue();
            assertThat(jar.shapes()).containsKey(FLINK);
        }

        /** Whatever is cut or flipped: the class beside it is read, and nothing is thrown. */
        @Test
        void damagedBytesEndNothing() {
            RawClass type = new RawClass(FLINK);
            int call = type.pair(18, 0, type.nameAndType("run", "()V"));
            byte[] sound = type.code(calls(call, 2))
                    .bootstrap(type.handle(FLINK + "1", "b", "()V"), call, 2)
                    .bytes();
            for (int place = 8; place < sound.length; place++) {
                byte[] flipped = sound.clone();
                flipped[place] ^= (byte) 0x80;
                for (byte[] bytes : List.of(flipped, Arrays.copyOf(sound, place))) {
                    assertThat(new JarBytes()
                                    .file(FLINK + ".class", bytes)
                                    .with(ClassFile.named("org/apache/flink/B"))
                                    .read(ClassDepth.REFERENCES)
                                    .shapes())
                            .containsKey("org/apache/flink/B");
                }
            }
        }
    }

    @Nested
    class Work {

        private static RawClass calling(int times, int arguments) {
            RawClass type = new RawClass(FLINK);
            int call = type.pair(18, 0, type.nameAndType("run", "()V"));
            int handle = type.handle("org/apache/flink/Other", "b", "()V");
            for (int left = times; left > 0; left -= 10_000) {
                type.code(calls(call, Math.min(left, 10_000)));
            }
            return type.bootstrap(handle, handle, arguments);
        }

        @Test
        void callsOfManyArgumentsAreRead() {
            JarReading jar = read(calling(100, 250));

            assertThat(jar.isWhole()).isTrue();
            assertThat(jar.references()).hasSize(1);
        }

        @Test
        void callsTimesArgumentsHaveABound() {
            JarReading jar = read(calling(1_500_000, MOST));

            assertThat(jar.isWhole()).isFalse();
            assertThat(jar.classes()).containsOnlyKeys(FLINK, "a/Sound");
        }

        /** Each use is of 4,000 characters, and there are two millions of them. */
        @Test
        void charactersThatAreLookedAtHaveABound() {
            RawClass type = new RawClass(FLINK);
            String name = "n".repeat(3_900);
            int method = type.pair(10, type.type("org/apache/flink/Other"), type.nameAndType(name, "()V"));
            byte[] code = repeated(20_000, out -> {
                out.writeByte(184);
                out.writeShort(method);
            });
            for (int i = 0; i < 100; i++) {
                type.code(code);
            }
            byte[] bytes = type.bytes();
            JarBytes jar = new JarBytes();
            jar.file(FLINK + ".class", bytes);

            assertThat(jar.read(ClassDepth.REFERENCES).isWhole()).isFalse();
        }

        /** Names that nobody keeps are not put together: a class may have 65,535 members of a name of 65,535 characters. */
        @Test
        void longNamesAreNotPutTogether() {
            RawClass type = new RawClass(FLINK);
            int text = type.text("n".repeat(MOST));
            int use = type.pair(9, type.type("org/apache/flink/Other"), type.nameAndType("n".repeat(60_000), "I"));
            int array = type.type("[".repeat(60_000) + "I");
            for (int i = 0; i < MOST; i++) {
                type.field(text, text);
            }
            byte[] code = repeated(10_000, out -> {
                out.writeByte(178);
                out.writeShort(use);
                out.writeByte(189);
                out.writeShort(array);
            });
            for (int i = 0; i < 20; i++) {
                type.code(code);
            }

            assertThat(read(type).isWhole()).isTrue();
        }

        @Test
        void readingEndsWhereItIsAskedTo() throws IOException {
            assertThatThrownBy(() -> JarBytes.read(
                            new JarBytes().with(ClassFile.named("a/A")).bytes(), ClassDepth.REFERENCES, () -> {
                                throw new IllegalStateException("ended");
                            }))
                    .hasMessage("ended");
        }
    }

    @Nested
    class Memory {

        @Test
        void moreTypesAboveThanAnyClassHasAreCut() {
            RawClass type = new RawClass(FLINK);
            for (int i = 0; i < 30_000; i++) {
                type.implementing(type.type("a/I" + i));
            }

            JarReading jar = read(type);

            assertThat(jar.isWhole()).isFalse();
            assertThat(jar.classes()).containsOnlyKeys(FLINK, "a/Sound");
        }

        /** The same interface over and over takes no room. */
        @Test
        void typesAboveAreKeptOnce() {
            RawClass type = new RawClass(FLINK);
            int one = type.type("a/I");
            for (int i = 0; i < MOST; i++) {
                type.implementing(one);
            }

            assertThat(read(type).shapes().get(FLINK).above()).containsExactly("java/lang/Object", "a/I");
        }

        @Test
        void whatIsKeptOfAJarHasABound() {
            RawClass[] types = new RawClass[40];
            for (int i = 0; i < types.length; i++) {
                types[i] = new RawClass(FLINK + i);
                int[] names = new int[40];
                int[] results = new int[40];
                for (int j = 0; j < 40; j++) {
                    names[j] = types[i].text("n".repeat(1_900) + j);
                    results[j] = types[i].text("()L" + "r".repeat(1_900) + j + ";");
                }
                for (int j = 0; j < 1_600; j++) {
                    types[i].method(names[j / 40], results[j % 40], 0, new byte[0]);
                }
            }

            JarReading jar = read(types);

            assertThat(jar.isWhole()).isFalse();
            assertThat(jar.classes()).hasSize(41);
            assertThat(jar.shapes().size()).isBetween(10, 39);
        }

        @Test
        void membersOfAClassHaveABound() {
            RawClass type = new RawClass(FLINK);
            int[] names = IntStream.range(0, 250).map(i -> type.text("n" + i)).toArray();
            int[] results = IntStream.range(0, 250)
                    .map(i -> type.text("()L" + "r".repeat(200) + i + ";"))
                    .toArray();
            for (int i = 0; i < 62_500; i++) {
                type.method(names[i / 250], results[i % 250], 0, new byte[0]);
            }

            assertThat(read(type).isWhole()).isFalse();
        }
    }

    @Nested
    class Services {

        /** Thousands of factories, and above each of them all that a chain of classes has. */
        @Test
        void typesAboveFactoriesHaveABound() {
            JarBytes jar = new JarBytes();
            jar.service(
                    Service.FACTORY,
                    IntStream.range(0, 2_000).mapToObj(i -> "a.C" + i).toArray(String[]::new));
            for (int i = 0; i < 20_000; i++) {
                jar.with(ClassFile.named("a/C" + i).extending("a/C" + (i + 1)).giving("factoryIdentifier", "x"));
            }

            JarReading reading = jar.read(ClassDepth.SHAPES);

            assertThat(reading.isWhole()).isFalse();
            assertThat(reading.services())
                    .hasSize(2_000)
                    .allMatch(service -> service.roles().isEmpty());
        }

        static List<Integer> numbers() {
            return List.of(50, 51, 900);
        }

        @ParameterizedTest
        @MethodSource("numbers")
        void rolesHaveABound(int count) {
            ClassFile type = ClassFile.named("a/A").giving("factoryIdentifier", "x");
            IntStream.range(0, count).forEach(i -> type.implementing("a" + i + "/CatalogFactory"));

            JarReading jar =
                    new JarBytes().service(Service.FACTORY, "a.A").with(type).read(ClassDepth.SHAPES);

            assertThat(jar.isWhole()).isEqualTo(count <= 50);
            assertThat(jar.services().get(0).roles()).hasSize(count <= 50 ? count : 0);
        }
    }
}
