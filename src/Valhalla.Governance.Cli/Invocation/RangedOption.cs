using System.CommandLine;
using System.Globalization;

namespace Valhalla.Governance.Cli.Invocation;

/// <summary>A whole number within bounds.</summary>
internal static class RangedOption
{
    public static Option<int> Create(
        string name, (int Min, int Max) range, int otherwise, string description, params string[] aliases)
    {
        var option = new Option<int>(name, aliases)
        {
            Description = $"{description} Default {otherwise}.",
            DefaultValueFactory = _ => otherwise,
        };
        option.Validators.Add(result =>
        {
            // What is no number at all is told by the parser.
            if (result.Tokens is [var token]
                && int.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given)
                && (given < range.Min || given > range.Max))
            {
                result.AddError($"{name} takes {range.Min} to {range.Max}.");
            }
        });
        return option;
    }
}
