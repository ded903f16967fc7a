using Microsoft.Extensions.Options;

namespace Valhalla.Governance.GoNoGo;

/// <summary>Gives range errors their id, and compares the settings of criteria with the board.</summary>
internal sealed class GoNoGoOptionsValidator(IEnumerable<Criterion> added) : IValidateOptions<GoNoGoOptions>
{
    private readonly GoNoGoOptionsRangeValidator _ranges = new();

    public ValidateOptionsResult Validate(string? name, GoNoGoOptions options)
    {
        var ranges = _ranges.Validate(name, options);
        if (ranges.Failed || string.IsNullOrWhiteSpace(options.RecordDirectory))
        {
            return ValidateOptionsResult.Fail(
                $"{GoNoGoErrors.OptionOutOfRange}: {GoNoGoOptions.SectionName} is wrong. Correct: "
                + (ranges.FailureMessage ?? $"{nameof(GoNoGoOptions.RecordDirectory)} names a folder."));
        }

        var criteria = new Dictionary<string, Criterion>(StringComparer.Ordinal);
        foreach (var criterion in GoNoGoCriteria.All.Concat(added))
        {
            if (criterion.Id == GoNoGoCriteria.OnCallAckId || !criteria.TryAdd(criterion.Id, criterion))
            {
                return ValidateOptionsResult.Fail(
                    $"{GoNoGoErrors.DuplicateCriterion}: two go/no-go criteria have the id '{criterion.Id}'. "
                    + "Rename the host's own, or change the built-in one by settings.");
            }
        }

        var wrong = options.Criteria.Select(pair => CriterionChecks.Wrong(pair.Key, pair.Value, criteria))
            .OfType<string>().ToList();
        return wrong.Count > 0 ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }
}
