using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance;

namespace Snippets;

internal static class NoticeSnippets
{
    public static void AddOwn(ValhallaBuilder builder)
    {
        #region notices-own
        builder.Services.AddSingleton<IGovernanceNotifier, PagerNotifier>();
        #endregion
    }

    #region notices-verify
    public static bool IsGenuine(string signature, byte[] body, string secret, DateTimeOffset now)
    {
        var parts = signature.Split(',');
        if (parts.Length != 2 || !parts[0].StartsWith("t=", StringComparison.Ordinal)
            || !parts[1].StartsWith("v1=", StringComparison.Ordinal)
            || !long.TryParse(parts[0][2..], NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            || Math.Abs(now.ToUnixTimeSeconds() - time) > 300)
        {
            return false;
        }

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(parts[0][2..] + "."));
        hmac.AppendData(body);
        return CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hmac.GetHashAndReset())),
            Encoding.ASCII.GetBytes(parts[1][3..]));
    }
    #endregion

    private sealed class PagerNotifier : IGovernanceNotifier
    {
        public string Name => "pager";

        public ValueTask NotifyAsync(GovernanceNotice notice, CancellationToken cancellationToken) =>
            ValueTask.CompletedTask;
    }
}
