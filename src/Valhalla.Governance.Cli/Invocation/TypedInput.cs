using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.Cli.Invocation;

/// <summary>
/// Options and arguments that take a number or a time. The parser's own converters read <c>200,50</c> as 20050, and a
/// time without an offset in the zone of the machine.
/// </summary>
internal static class TypedInput
{
    private const NumberStyles Whole = NumberStyles.AllowLeadingSign;
    private const NumberStyles Fraction = Whole | NumberStyles.AllowDecimalPoint;

    /// <summary>An option that takes a whole number.</summary>
    public static Option<T?> WholeOption<T>(string name, string example, string description)
        where T : struct, INumberBase<T> => NumberOption<T>(name, Whole, example, description);

    /// <summary>An option that takes a number with decimals.</summary>
    public static Option<T?> FractionOption<T>(string name, string example, string description)
        where T : struct, INumberBase<T> => NumberOption<T>(name, Fraction, example, description);

    /// <summary>An argument that is a whole number.</summary>
    public static Argument<T> WholeArgument<T>(string name, string example, string description)
        where T : struct, INumberBase<T> => NumberArgument<T>(name, Whole, example, description);

    /// <summary>An argument that is a number with decimals.</summary>
    public static Argument<T> FractionArgument<T>(string name, string example, string description)
        where T : struct, INumberBase<T> => NumberArgument<T>(name, Fraction, example, description);

    /// <summary>An option that takes a whole number within bounds.</summary>
    public static Option<int> RangedOption(
        string name, (int Min, int Max) range, int otherwise, string description, params string[] aliases) =>
        new(name, aliases)
        {
            Description = $"{description} Default {otherwise}.",
            DefaultValueFactory = _ => otherwise,
            CustomParser = result =>
            {
                var given = Number<int>(result, name, Whole, otherwise.ToString(CultureInfo.InvariantCulture));
                if (given is { } number && (number < range.Min || number > range.Max))
                {
                    result.AddError($"{name} takes {range.Min} to {range.Max}.");
                }

                return given ?? otherwise;
            },
        };

    /// <summary>An option that takes a time, as the API reads it.</summary>
    public static Option<DateTimeOffset?> TimeOption(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            if (WireTime.TryRead(Token(result), out var time))
            {
                return time;
            }

            result.AddError($"{name} cannot be '{Token(result)}'. {WireTime.Remedy}");
            return null;
        },
    };

    private static Option<T?> NumberOption<T>(string name, NumberStyles style, string example, string description)
        where T : struct, INumberBase<T> => new(name)
        {
            Description = description,
            CustomParser = result => Number<T>(result, name, style, example),
        };

    private static Argument<T> NumberArgument<T>(string name, NumberStyles style, string example, string description)
        where T : struct, INumberBase<T> => new(name)
        {
            Description = description,
            CustomParser = result => Number<T>(result, name, style, example) ?? default,
        };

    private static T? Number<T>(ArgumentResult result, string name, NumberStyles style, string example)
        where T : struct, INumberBase<T>
    {
        if (T.TryParse(Token(result), style, CultureInfo.InvariantCulture, out var number) && T.IsFinite(number))
        {
            return number;
        }

        var form = style == Whole ? "a whole number" : "a number";
        result.AddError(
            $"{name} takes {form} such as {example}, without separators of thousands; '{Token(result)}' is none.");
        return null;
    }

    // The arity allows one.
    private static string Token(ArgumentResult result) => result.Tokens is [.., var token] ? token.Value : "";
}
