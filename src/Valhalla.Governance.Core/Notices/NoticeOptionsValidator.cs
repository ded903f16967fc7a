using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Notices;

/// <summary>Gives range errors their id, and checks what a range cannot say. It never repeats a secret.</summary>
internal sealed class NoticeOptionsValidator : IValidateOptions<NoticeOptions>
{
    public const int MinSecretBytes = 32;

    private readonly NoticeOptionsRangeValidator _ranges = new();

    public ValidateOptionsResult Validate(string? name, NoticeOptions options)
    {
        var ranges = _ranges.Validate(name, options);
        if (ranges.Failed)
        {
            return OutOfRange(ranges.FailureMessage);
        }

        if (options.MaxDelay < options.FirstDelay)
        {
            return OutOfRange("MaxDelay must be at least FirstDelay.");
        }

        for (var i = 0; i < options.Webhooks.Count; i++)
        {
            var section = string.Create(CultureInfo.InvariantCulture, $"{NoticeOptions.SectionName}:Webhooks:{i}");
            var result = Validate(section, options.Webhooks[i]);
            if (result.Failed)
            {
                return result;
            }
        }

        var twice = options.Webhooks.GroupBy(w => w.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        return twice is null
            ? ValidateOptionsResult.Success
            : Fail(
                NoticeErrors.InvalidName,
                $"Two webhooks in {NoticeOptions.SectionName} are named '{twice.Key}'. Give each a name of its own.");
    }

    private static ValidateOptionsResult Validate(string section, NoticeWebhookOptions webhook)
    {
        if (!NameRules.IsLowerName(webhook.Name))
        {
            return Fail(NoticeErrors.InvalidName, $"{section}:Name is not usable. {NameRules.LowerNameRemedy}");
        }

        if (!IsUsable(webhook))
        {
            return Fail(
                NoticeErrors.InvalidUrl,
                $"{section}:Url is not usable. Give an absolute https address without user name and password; http "
                + "only to this machine, or with AllowInsecure.");
        }

        if (!webhook.AllowLinkLocal && WebhookAddresses.IsLinkLocal(new Uri(webhook.Url!)))
        {
            return Fail(
                NoticeErrors.LinkLocalUrl,
                $"{section}:Url is a link-local address. Correct it, or set {section}:AllowLinkLocal where it is "
                + "meant.");
        }

        if (!IsLongEnough(webhook.Secret) || (webhook.SecondSecret is not null && !IsLongEnough(webhook.SecondSecret)))
        {
            var which = IsLongEnough(webhook.Secret) ? nameof(webhook.SecondSecret) : nameof(webhook.Secret);
            return Fail(
                NoticeErrors.SecretTooShort,
                $"{section}:{which} needs {MinSecretBytes} bytes or more, such as `openssl rand -base64 32` prints.");
        }

        var unknown = webhook.Kinds.FirstOrDefault(kind => !WireNames.TryRead<GovernanceNoticeKind>(kind, out _));
        return unknown is null
            ? ValidateOptionsResult.Success
            : Fail(
                NoticeErrors.UnknownKind,
                $"{section}:Kinds holds '{unknown}'. Use: "
                + string.Join(", ", Enum.GetValues<GovernanceNoticeKind>().Select(WireNames.Of)) + ".");
    }

    private static bool IsLongEnough(string? secret) =>
        secret is not null && Encoding.UTF8.GetByteCount(secret) >= MinSecretBytes;

    private static bool IsUsable(NoticeWebhookOptions webhook) =>
        Uri.TryCreate(webhook.Url, UriKind.Absolute, out var url)
        && url.UserInfo.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps
            || (url.Scheme == Uri.UriSchemeHttp && (url.IsLoopback || webhook.AllowInsecure)));

    private static ValidateOptionsResult OutOfRange(string? message) =>
        Fail(NoticeErrors.OptionOutOfRange, $"{NoticeOptions.SectionName} is wrong. Correct: {message}");

    private static ValidateOptionsResult Fail(string id, string message) =>
        ValidateOptionsResult.Fail($"{id}: {message}");
}
