using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>Says in the OpenAPI document how a SHA-256 is written.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class DigestAttribute() : RegularExpressionAttribute("^[0-9a-f]{64}$");
