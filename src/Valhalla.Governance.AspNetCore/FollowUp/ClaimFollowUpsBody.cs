using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.FollowUp;

/// <summary>A claim to make.</summary>
internal sealed class ClaimFollowUpsBody
{
    [Description("Who works on the tasks, 1 to 200 characters.")]
    [Required]
    [TextLength(200)]
    [JsonPropertyName("worker")]
    public string? Worker { get; set; }

    [Description("How many tasks at most, 1 to 100. Default 10.")]
    [Between(1, 100)]
    [JsonPropertyName("limit")]
    public int? Limit { get; set; }

    [Description("For how long, 10 to 3 600 seconds. Default 300.")]
    [Between(10, 3_600)]
    [JsonPropertyName("lease_seconds")]
    public int? LeaseSeconds { get; set; }
}
