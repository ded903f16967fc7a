using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace Valhalla.Governance;

/// <summary>
/// An exact amount of money: a whole number of 1/10 000 of the currency unit in 64 bits.
/// </summary>
/// <remarks>
/// Magnitudes up to 10¹² currency units can be created from a <see cref="decimal"/>. Arithmetic is checked:
/// it throws <see cref="OverflowException"/> rather than wrap. Immutable, safe to share between threads.
/// </remarks>
[JsonConverter(typeof(MoneyJsonConverter))]
[TypeConverter(typeof(TextTypeConverter<Money>))]
public readonly record struct Money : IComparable<Money>, IFormattable, ISpanParsable<Money>
{
    /// <summary>How many stored units make one currency unit: 10 000.</summary>
    public const long UnitsPerCurrencyUnit = 10_000;

    /// <summary>The largest magnitude that can be created from a decimal: 10¹² currency units.</summary>
    public const long MaxCurrencyUnits = 1_000_000_000_000;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private Money(long units) => Units = units;

    /// <summary>No money.</summary>
    public static Money Zero => default;

    /// <summary>The smallest positive amount, 0.0001.</summary>
    public static Money Smallest => new(1);

    /// <summary>The amount as a count of 1/10 000 of the currency unit: what databases store.</summary>
    public long Units { get; }

    /// <summary>Whether the amount is above zero.</summary>
    public bool IsPositive => Units > 0;

    /// <summary>Whether the amount is below zero.</summary>
    public bool IsNegative => Units < 0;

    /// <summary>Creates an amount from a count of 1/10 000 of the currency unit.</summary>
    /// <param name="units">The count, any 64-bit value.</param>
    public static Money FromUnits(long units) => new(units);

    /// <summary>Creates an amount from currency units.</summary>
    /// <param name="amount">At most four decimals and a magnitude of at most 10¹².</param>
    /// <exception cref="ArgumentOutOfRangeException">More than four decimals, or beyond 10¹².</exception>
    public static Money FromDecimal(decimal amount) =>
        TryFromDecimal(amount, out var money)
            ? money
            : throw new ArgumentOutOfRangeException(
                nameof(amount), amount, "An amount has at most four decimals and a magnitude of at most 10^12.");

    /// <summary>Tries to create an amount from currency units.</summary>
    /// <param name="amount">At most four decimals and a magnitude of at most 10¹².</param>
    /// <param name="money">The amount, or zero when the value cannot be represented exactly.</param>
    /// <returns>Whether the value is representable.</returns>
    public static bool TryFromDecimal(decimal amount, out Money money)
    {
        money = default;
        if (amount is > MaxCurrencyUnits or < -MaxCurrencyUnits)
        {
            return false;
        }

        var units = amount * UnitsPerCurrencyUnit;
        if (units != decimal.Truncate(units))
        {
            return false;
        }

        money = new Money((long)units);
        return true;
    }

    /// <summary>Reads an amount as <see cref="ToString()"/> writes it; the culture plays no part.</summary>
    /// <param name="s">The text, such as <c>12.5</c>.</param>
    /// <param name="provider">Not used.</param>
    /// <exception cref="FormatException">
    /// It is no decimal number with at most four decimals, or beyond 64 bits.
    /// </exception>
    public static Money Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), provider);
    }

    /// <inheritdoc cref="Parse(string, IFormatProvider?)" />
    public static Money Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        TryParse(s, provider, out var money)
            ? money
            : throw new FormatException("An amount is a decimal number with at most four decimals, such as 12.5.");

    /// <summary>
    /// Tries to read an amount as <see cref="ToString()"/> writes it; the culture plays no part.
    /// </summary>
    /// <param name="s">The text, such as <c>12.5</c>.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The amount, or zero when the text is none.</param>
    /// <returns>Whether the text is an amount.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Money result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out Money)" />
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Money result)
    {
        const int MaxLength = 64;
        result = default;
        var digits = s.StartsWith('-') ? s[1..] : s;
        var point = digits.IndexOf('.');
        if (s.Length > MaxLength
            || digits.IsEmpty
            || digits.ContainsAnyExcept(NumberCharacters)
            || point == 0
            || point == digits.Length - 1
            || digits.Count('.') > 1)
        {
            return false;
        }

        Span<byte> number = stackalloc byte[s.Length];
        return TryRead(number[..Encoding.ASCII.GetBytes(s, number)], out result);
    }

    /// <summary>Reads a JSON number.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> number, out Money money)
    {
        const int Decimals = 4;
        const int MaxExponent = 14;
        money = default;
        if (!ExactNumber.TryRead(number, Decimals, MaxExponent, out var amount)
            || amount > long.MaxValue / (decimal)UnitsPerCurrencyUnit
            || amount < long.MinValue / (decimal)UnitsPerCurrencyUnit)
        {
            return false;
        }

        money = new Money((long)(amount * UnitsPerCurrencyUnit));
        return true;
    }

    /// <summary>The amount in currency units, exactly.</summary>
    public decimal ToDecimal() => new decimal(Units) / UnitsPerCurrencyUnit;

    /// <summary>Adds without throwing.</summary>
    /// <param name="other">What to add.</param>
    /// <param name="sum">The sum, or zero on overflow.</param>
    /// <returns>Whether the sum fits 64 bits.</returns>
    public bool TryAdd(Money other, out Money sum)
    {
        var wrapped = unchecked(Units + other.Units);
        var fits = ((Units ^ wrapped) & (other.Units ^ wrapped)) >= 0;
        sum = fits ? new Money(wrapped) : default;
        return fits;
    }

    /// <inheritdoc />
    public int CompareTo(Money other) => Units.CompareTo(other.Units);

    /// <inheritdoc />
    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    /// <summary>Formats the amount as a decimal.</summary>
    /// <param name="format">A numeric format; null gives the shortest exact one.</param>
    /// <param name="formatProvider">The culture.</param>
    public string ToString(
        [StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format, IFormatProvider? formatProvider) =>
        ToDecimal().ToString(format ?? "0.####", formatProvider);

    /// <summary>The smaller of two amounts.</summary>
    public static Money Min(Money left, Money right) => left.Units <= right.Units ? left : right;

    /// <summary>The larger of two amounts.</summary>
    public static Money Max(Money left, Money right) => left.Units >= right.Units ? left : right;

    /// <summary>The sum.</summary>
    /// <exception cref="OverflowException">It does not fit 64 bits.</exception>
    public static Money operator +(Money left, Money right) => new(checked(left.Units + right.Units));

    /// <summary>The difference.</summary>
    /// <exception cref="OverflowException">It does not fit 64 bits.</exception>
    public static Money operator -(Money left, Money right) => new(checked(left.Units - right.Units));

    /// <summary>The amount with the other sign.</summary>
    public static Money operator -(Money value) => new(checked(-value.Units));

    /// <summary>Less than.</summary>
    public static bool operator <(Money left, Money right) => left.Units < right.Units;

    /// <summary>Greater than.</summary>
    public static bool operator >(Money left, Money right) => left.Units > right.Units;

    /// <summary>Less than or equal.</summary>
    public static bool operator <=(Money left, Money right) => left.Units <= right.Units;

    /// <summary>Greater than or equal.</summary>
    public static bool operator >=(Money left, Money right) => left.Units >= right.Units;
}
