namespace Valhalla.Governance;

/// <summary>
/// Reads JSON numbers exactly. The usual readers round digits that a <see cref="decimal"/> cannot hold, and would so
/// accept an amount with more than four decimals.
/// </summary>
internal static class ExactNumber
{
    private const int MaxSignificantDigits = 28;

    /// <summary>Reads a JSON number as sign, digits and exponent, and refuses whatever is not exact.</summary>
    /// <param name="number">A number as JSON spells it.</param>
    /// <param name="maxDecimals">How many decimals it may have.</param>
    /// <param name="maxExponent">The highest power of ten of its last digit.</param>
    /// <param name="amount">The number.</param>
    public static bool TryRead(ReadOnlySpan<byte> number, int maxDecimals, int maxExponent, out decimal amount)
    {
        amount = 0;
        var index = 0;
        var negative = number[0] == (byte)'-';
        index += negative ? 1 : 0;
        var scale = 0;
        var inFraction = false;
        var digits = 0;
        var pendingZeros = 0;
        decimal mantissa = 0;
        for (; index < number.Length && number[index] is not ((byte)'e' or (byte)'E'); index++)
        {
            if (number[index] == (byte)'.')
            {
                inFraction = true;
                continue;
            }

            scale += inFraction ? 1 : 0;
            if (number[index] == (byte)'0')
            {
                // Zeros count only once a digit follows: leading and trailing ones need no room.
                pendingZeros++;
                continue;
            }

            if (mantissa != 0)
            {
                digits += pendingZeros;
            }

            if (++digits > MaxSignificantDigits)
            {
                return false;
            }

            mantissa = (mantissa == 0 ? 0 : mantissa * PowerOfTen(pendingZeros + 1)) + (number[index] - (byte)'0');
            pendingZeros = 0;
        }

        if (mantissa == 0)
        {
            return true;
        }

        if (!TryReadExponent(number[index..], out var exponent))
        {
            return false;
        }

        // Beyond these bounds no amount is representable, whatever its digits.
        var power = (long)exponent + pendingZeros - scale;
        if (power < -maxDecimals || power > maxExponent || digits + Math.Max(0, power) > MaxSignificantDigits)
        {
            return false;
        }

        amount = power < 0 ? mantissa / PowerOfTen((int)-power) : mantissa * PowerOfTen((int)power);
        amount = negative ? -amount : amount;
        return true;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        text = text[1..];
        var negative = text[0] == (byte)'-';
        text = text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        foreach (var digit in text)
        {
            exponent = exponent * 10 + (digit - (byte)'0');
            if (exponent > 1_000_000)
            {
                return false;
            }
        }

        exponent = negative ? -exponent : exponent;
        return true;
    }

    private static decimal PowerOfTen(int power)
    {
        decimal result = 1;
        for (var i = 0; i < power; i++)
        {
            result *= 10;
        }

        return result;
    }
}
