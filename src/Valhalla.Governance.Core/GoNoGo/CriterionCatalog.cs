using Microsoft.Extensions.Options;

namespace Valhalla.Governance.GoNoGo;

/// <summary>The board's criteria: built-in ones and the host's, as the settings have them. Read once.</summary>
internal sealed class CriterionCatalog(IEnumerable<Criterion> added, IOptions<GoNoGoOptions> options)
{
    /// <summary>Those that evidence decides.</summary>
    public IReadOnlyList<Criterion> Criteria { get; } = Build(added, options.Value);

    private static List<Criterion> Build(IEnumerable<Criterion> added, GoNoGoOptions options)
    {
        var criteria = new List<Criterion>();
        foreach (var criterion in GoNoGoCriteria.All.Concat(added))
        {
            if (!options.Criteria.TryGetValue(criterion.Id, out var changed))
            {
                criteria.Add(criterion);
            }
            else if (changed.Enabled)
            {
                criteria.Add(Change(criterion, changed));
            }
        }

        return criteria;
    }

    // What cannot be read here has stopped the host before: the validator has gone through all of it.
    private static Criterion Change(Criterion criterion, CriterionOptions changed)
    {
        var kind = criterion.Threshold.Kind;
        return criterion with
        {
            Threshold = EvidenceValues.TryRead(kind, changed.Threshold, out var threshold)
                ? threshold
                : criterion.Threshold,
            WarnThreshold = EvidenceValues.TryRead(kind, changed.WarnThreshold, out var warn)
                ? warn
                : criterion.WarnThreshold,
            MaxAge = changed.MaxAge ?? criterion.MaxAge,
            Required = changed.Required ?? criterion.Required,
        };
    }
}
