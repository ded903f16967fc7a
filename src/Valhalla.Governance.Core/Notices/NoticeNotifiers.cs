using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Notices;

/// <summary>Every notifier of this host: its own, and one for each configured webhook.</summary>
internal sealed class NoticeNotifiers
{
    /// <exception cref="ValhallaConfigurationException">A name is not usable, or used twice (VG1802).</exception>
    public NoticeNotifiers(
        IEnumerable<IGovernanceNotifier> own, IOptions<NoticeOptions> options, WebhookClient client, TimeProvider time)
    {
        All = [.. own, .. options.Value.Webhooks.Select(webhook => new WebhookNotifier(webhook, client, time))];
        Names = [.. All.Select(notifier => notifier.Name)];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in Names)
        {
            if (!NameRules.IsLowerName(name) || !seen.Add(name))
            {
                throw new ValhallaConfigurationException(
                    NoticeErrors.InvalidName,
                    $"'{name}' is not usable as the name of a notifier, or two have it. {NameRules.LowerNameRemedy}");
            }
        }
    }

    public IReadOnlyList<IGovernanceNotifier> All { get; }

    public IReadOnlyList<string> Names { get; }

    public IGovernanceNotifier? Find(string name) => All.FirstOrDefault(notifier => notifier.Name == name);
}
