package org.pyflinkimage.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class LeanClassTest {

    /** What of sound classes is read stays what it was: those of Java itself have every instruction, and all that a class file may have. */
    @Test
    void soundClassesSayTheSameAsBefore() throws IOException {
        Path classes = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base/java");
        int read = 0;
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                byte[] bytes = Files.readAllBytes(file);

                assertThat(seen(LeanClass.of(bytes).bytes()))
                        .as(file.toString())
                        .isEqualTo(seen(bytes));
                read++;
            }
        }
        assertThat(read).isGreaterThan(1_000);
    }

    /** Types above, members, and what the code names. */
    private static List<String> seen(byte[] bytes) {
        List<String> seen = new ArrayList<>();
        MethodVisitor code = new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitTypeInsn(int opcode, String type) {
                seen.add(opcode + type);
            }

            @Override
            public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
                seen.add(opcode + owner + name + descriptor);
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                seen.add(opcode + owner + name + descriptor);
            }

            @Override
            public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
                seen.add(name + descriptor + bootstrap + Arrays.toString(arguments));
            }

            @Override
            public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
                seen.add("catch " + type);
            }
        };
        new ClassReader(bytes)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public void visit(
                                    int version,
                                    int access,
                                    String name,
                                    @Nullable String signature,
                                    @Nullable String superName,
                                    String[] interfaces) {
                                seen.add(name + superName + List.of(interfaces));
                            }

                            @Override
                            public MethodVisitor visitMethod(
                                    int access,
                                    String name,
                                    String descriptor,
                                    @Nullable String signature,
                                    String[] exceptions) {
                                seen.add(name + descriptor);
                                return code;
                            }
                        },
                        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return seen;
    }
}
