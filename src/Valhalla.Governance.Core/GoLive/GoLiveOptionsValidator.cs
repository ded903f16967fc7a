using System.Buffers;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.GoLive;

/// <summary>Gives range errors their id, and checks what a range cannot say.</summary>
internal sealed class GoLiveOptionsValidator : IValidateOptions<GoLiveOptions>
{
    private static readonly SearchValues<char> NotPlain = SearchValues.Create("\\%;*?#{}");

    private readonly GoLiveOptionsRangeValidator _ranges = new();

    public ValidateOptionsResult Validate(string? name, GoLiveOptions options)
    {
        var ranges = _ranges.Validate(name, options);
        if (ranges.Failed)
        {
            return ValidateOptionsResult.Fail(
                $"{GoLiveErrors.OptionOutOfRange}: {GoLiveOptions.SectionName} is wrong. "
                + $"Correct: {ranges.FailureMessage}");
        }

        var errors = new List<string>();
        if (options.PollInterval >= options.MaxStaleness)
        {
            errors.Add(
                $"{GoLiveErrors.PollSlowerThanStaleness}: {GoLiveOptions.SectionName}:PollInterval "
                + $"({options.PollInterval}) has to be shorter than MaxStaleness ({options.MaxStaleness}), or the gate "
                + "would close between two polls. Lower the one or raise the other.");
        }

        foreach (var pack in options.RequiredPacks ?? [])
        {
            if (pack is not [>= 'A' and <= 'K'])
            {
                errors.Add(
                    $"{GoLiveErrors.UnknownPack}: {GoLiveOptions.SectionName}:RequiredPacks names '{pack}'. "
                    + "Packs are the letters A to K.");
            }
        }

        foreach (var prefix in options.ExemptPrefixes ?? [])
        {
            if (!IsPlainPrefix(prefix))
            {
                errors.Add(
                    $"{GoLiveErrors.InvalidExemptPrefix}: {GoLiveOptions.SectionName}:ExemptPrefixes holds "
                    + $"'{prefix}'. A prefix is a plain path such as '/docs': whole segments, none empty or of dots, "
                    + "without wildcards, escapes and white space. Else more would be exempt than it says.");
            }
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static bool IsPlainPrefix(string? prefix) =>
        prefix is ['/', _, ..]
        && !prefix.AsSpan().ContainsAny(NotPlain)
        && !prefix.Any(static c => char.IsControl(c) || char.IsWhiteSpace(c))
        && prefix[1..(prefix[^1] == '/' ? ^1 : ^0)].Split('/')
            .All(static segment => segment is not ("" or "." or ".."));
}
