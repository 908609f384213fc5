package org.pyflinkimage.docs;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What text an expression of the sources makes, with an ellipsis for what is known at run time alone. */
final class SourceTexts {

    static final String UNKNOWN = "…";

    private static final Pattern CONVERSION = Pattern.compile("%(?:[0-9]+\\$)?s");

    private final Map<String, String> constants = new HashMap<>();

    private SourceTexts() {}

    static SourceTexts of(CompilationUnitTree file) {
        SourceTexts texts = new SourceTexts();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitVariable(VariableTree variable, Void nothing) {
                if (variable.getInitializer() instanceof LiteralTree literal
                        && literal.getValue() instanceof String text) {
                    texts.constants.put(variable.getName().toString(), text);
                }
                return super.visitVariable(variable, null);
            }
        }.scan(file, null);
        return texts;
    }

    /** The text, with an ellipsis in place of its values. */
    String text(@Nullable Tree expression) {
        return CONVERSION.matcher(fold(expression)).replaceAll(UNKNOWN);
    }

    /** A text that is known as it is. */
    Optional<String> constant(Tree expression) {
        String folded = fold(expression);
        return folded.contains(UNKNOWN) ? Optional.empty() : Optional.of(folded);
    }

    private String fold(@Nullable Tree expression) {
        if (expression instanceof LiteralTree literal) {
            return String.valueOf(literal.getValue());
        }
        if (expression instanceof IdentifierTree name) {
            return constants.getOrDefault(name.getName().toString(), UNKNOWN);
        }
        if (expression instanceof ParenthesizedTree inner) {
            return fold(inner.getExpression());
        }
        if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            return fold(sum.getLeftOperand()) + fold(sum.getRightOperand());
        }
        if (expression instanceof ConditionalExpressionTree either) {
            return either(fold(either.getTrueExpression()), fold(either.getFalseExpression()));
        }
        return expression instanceof MethodInvocationTree call ? called(call) : UNKNOWN;
    }

    private String called(MethodInvocationTree call) {
        ExpressionTree method = call.getMethodSelect();
        return method instanceof MemberSelectTree member
                        && member.getIdentifier().contentEquals("formatted")
                ? fold(member.getExpression())
                : UNKNOWN;
    }

    private static String either(String one, String other) {
        if (one.isBlank() || other.isBlank()) {
            return one + other;
        }
        return one.equals(other) ? one : one + " (or: " + other + ")";
    }
}
